import { CommanderError } from "commander";
import { failure } from "../../lib/cli/failure";
import { InputError } from "../../lib/files/input-error";

/** What a failed command writes, and the code with which it ends. */
function written(error: unknown, environment: Record<string, string> = {}): { code: number; err: string } {
  let err = "";
  const code = failure(error, {
    out: () => undefined,
    err: (text) => (err += text),
    environment,
    colors: false,
    now: "2026-06-15T12:00:00Z",
  });
  return { code: Number(code), err };
}

describe("a failed command", () => {
  it.each(["InputError", "SandboxError"])("shows the message of an %s, without a stack", (name) => {
    expect(written(Object.assign(new Error("a.json: is empty"), { name }))).toEqual({
      code: 2,
      err: "ramparts: a.json: is empty\n",
    });
  });

  it("keeps the lines of a message and spells what a terminal would act on", () => {
    expect(written(new InputError("one\ntwo \u001b[2J")).err).toBe("ramparts: one\ntwo \\u{1b}[2J\n");
  });

  it("asks for a report of a defect, and shows what it was only on request", () => {
    const secret = "a value that was read";
    expect(written(new TypeError(secret))).toMatchObject({ code: 2 });
    expect(written(new TypeError(secret)).err).toContain("internal error (TypeError)");
    expect(written(new TypeError(secret)).err).not.toContain(secret);
    expect(written(new TypeError(secret), { RAMPARTS_DEBUG: "1" }).err).toContain("failure.test.ts");
  });

  it("survives what is thrown but is no error", () => {
    expect(written(undefined).err).toContain("internal error (undefined)");
  });

  it("ends with 0 after help, with 2 after a usage error, of which commander has spoken", () => {
    expect(written(new CommanderError(0, "commander.helpDisplayed", ""))).toEqual({ code: 0, err: "" });
    expect(written(new CommanderError(1, "commander.unknownOption", ""))).toEqual({ code: 2, err: "" });
  });
});
