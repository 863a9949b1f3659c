import { mentionsCredential, redactCredentials } from "../../lib/inventory/redaction";

const ID = ["LT", "AI", "5tFakeFakeFakeFakeFa"].join("");
const SECRET = "Q7".repeat(15);

describe("redacting credentials", () => {
  it.each([
    ["leaves the ends of an id", `id ${ID}`, `id ${["LT", "AI"].join("")}…keFa`],
    ["leaves nothing of a secret beside an id", `${ID} ${SECRET}`, `${["LT", "AI"].join("")}…keFa (redacted)`],
    ["leaves nothing of a secret under a telling name", `AccessKeySecret: ${SECRET}`, "AccessKeySecret: (redacted)"],
    ["leaves other identifiers", `build ${SECRET}`, `build ${SECRET}`],
  ])("%s", (_, text, redacted) => {
    expect(redactCredentials(text)).toBe(redacted);
  });

  it("takes what stands beside an id for a secret on request", () => {
    expect(mentionsCredential(ID)).toBe(true);
    expect(mentionsCredential(SECRET)).toBe(false);
    expect(redactCredentials(SECRET, true)).toBe("(redacted)");
  });
});
