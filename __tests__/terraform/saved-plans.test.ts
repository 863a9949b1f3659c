import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { InputError } from "../../lib/files/input-error";
import { SavedPlans } from "../../lib/terraform/saved-plans";
import type { StackDirectory } from "../../lib/terraform/stacks";

const PLAN = Buffer.from("PK\u0003\u0004plan");

describe("plans that are kept", () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "ramparts-saved-plans-"))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const kept = (): string => join(root, "plans");
  const stack = (name: string): StackDirectory => ({ name, directory: root, dependencies: [] });

  it("go by the names of their stacks, for this user only", () => {
    const stacks = ["users", "../../escape", ".", "a/b", "a b", "ключ"].map(stack);
    const saved = new SavedPlans(kept(), stacks);
    const files = stacks.map((each) => saved.save(each, Buffer.from(each.name)));
    expect(files[0]).toBe(join(kept(), "users.tfplan"));
    expect(files.map((file) => dirname(file))).toEqual(files.map(() => kept()));
    const names = files.map((file) => file.slice(kept().length + 1));
    expect(readdirSync(kept()).sort()).toEqual([".gitignore", ...names].sort());
    expect(new Set(files).size).toBe(6);
    expect(names.join()).toMatch(/^[\w.,-]+$/);
    expect(files.map((file) => readFileSync(file, "utf8"))).toEqual(stacks.map(({ name }) => name));
    expect(files.map((file) => statSync(file).mode & 0o777)).toEqual(files.map(() => 0o600));
    expect(statSync(kept()).mode & 0o777).toBe(0o700);
  });

  it("are not committed from a directory that was made for them", () => {
    new SavedPlans(kept(), [stack("users")]).save(stack("users"), PLAN);
    expect(readFileSync(join(kept(), ".gitignore"), "utf8")).toBe("*\n");
  });

  it("leave a directory that was there as it was", () => {
    mkdirSync(kept());
    new SavedPlans(kept(), [stack("users")]).save(stack("users"), PLAN);
    expect(readdirSync(kept())).toEqual(["users.tfplan"]);
  });

  it("replace those of an earlier review, by nothing until there is another one", () => {
    const stacks = ["users", "keys"].map(stack);
    const earlier = new SavedPlans(kept(), stacks);
    for (const each of stacks) earlier.save(each, PLAN);
    const saved = new SavedPlans(kept(), stacks);
    expect(readdirSync(kept())).toEqual([".gitignore"]);
    saved.save(stack("users"), PLAN);
    expect(readdirSync(kept())).toEqual([".gitignore", "users.tfplan"]);
  });

  it("leave no directory while there is none", () => {
    new SavedPlans(join(kept(), "of", "today"), [stack("users")]);
    expect(existsSync(kept())).toBe(false);
    mkdirSync(kept());
    new SavedPlans(join(kept(), "of", "today"), [stack("users")]);
    expect(readdirSync(kept())).toEqual([]);
  });

  it.each([
    ["a directory", (file: string) => mkdirSync(file, { recursive: true }), "is not a file"],
    ["a link", (file: string) => symlinkSync("/etc/hostname", file), "is not a file"],
    ["another file", (file: string) => writeFileSync(file, "my notes"), "is not a plan"],
  ])("do not replace %s", (_, make, problem) => {
    mkdirSync(kept());
    make(join(kept(), "users.tfplan"));
    const saving = (): SavedPlans => new SavedPlans(kept(), [stack("users")]);
    expect(saving).toThrow(InputError);
    expect(saving).toThrow(problem);
  });

  it("need a directory that can be written to", () => {
    writeFileSync(kept(), "");
    expect(() => new SavedPlans(kept(), [stack("users")])).toThrow(
      /plans: plans cannot be kept there \((EEXIST|ENOTDIR)\)/,
    );
  });
});
