import { withoutMakerTokens } from "../../lib/redaction/maker-tokens";

const shown = (text: string): string => withoutMakerTokens(text, "[redacted]");

describe("tokens of well-known makers", () => {
  it.each([
    ["GitHub", ["gh", "p_"], "a1B2".repeat(9)],
    ["GitLab", ["gl", "pat-"], "a1B2c".repeat(4)],
    ["AWS", ["AK", "IA"], "A".repeat(16)],
    ["Stripe", ["sk_", "live_"], "a1B2c3D4e5"],
    ["Hugging Face", ["h", "f_"], "abcDEF".repeat(6)],
    ["a JSON Web Token", ["e", "yJhbGciOiJIUzI1NiJ9."], "eyJzdWIiOiIxMjM0NTY3ODkwIn0.q7ZkW2pX9vLr"],
  ])("are taken out, also between other text: %s", (_, beginning, rest) => {
    const token = beginning.join("") + rest;
    expect(shown(`x ${token} y`)).toBe("x [redacted] y");
    expect(shown(`name_${token}"`)).toBe('name_[redacted]"');
  });

  it.each(["alicloud_ram_user_policy_attachment.hologres-bi_dashboards", "gh", "pypi-server", "task-force-2026"])(
    "are not seen in %s",
    (text) => expect(shown(text)).toBe(text),
  );
});
