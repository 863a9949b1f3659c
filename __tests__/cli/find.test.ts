import { utimesSync } from "node:fs";
import { join } from "node:path";
import { StandIn } from "../terraform/stand-in";
import { ramparts } from "./program";
import { Project } from "./project";
import { ID, KEY, stateOf } from "./states";

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => project.remove());

describe("ramparts find", () => {
  const find = (...argv: string[]) => ramparts(["find", ...argv], { directory: project.directory });

  it("says whose a key is, with the command that disables it", async () => {
    const { code, out, err } = await find(ID, project.write("state.json", stateOf(KEY)));
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^AccessKey id-o…-one, Active, as the state of the last apply has it\n/);
    expect(out).toContain('It belongs to RAM user "etl"');
    expect(out).toContain(`aliyun ram UpdateAccessKey --UserName etl --UserAccessKeyId ${ID} --Status Inactive`);
    expect(out.split(ID)).toHaveLength(2);
    expect(out).toContain("neither the code nor the manifest was given. Give --config or --manifest.");
  });

  it("says of a file that is missing how it is piped", async () => {
    const { code, err } = await find(ID, "no-such.json");
    expect(code).toBe(2);
    expect(err).toContain("or pipe that: terraform show -json | ramparts find ID -\n");
  });

  it("leaves the id out of JSON, whose command takes it from a variable", async () => {
    const file = project.write("state.json", stateOf(KEY));
    const { out } = await find(ID, file, "--format", "json");
    const { found, key } = JSON.parse(out) as { found: boolean; key: { disable: { command: string } } };
    expect(found).toBe(true);
    expect(key.disable.command).toContain('--UserAccessKeyId "$ACCESS_KEY_ID" --Status Inactive');
    expect(out).not.toContain(ID);
    expect((await find(ID, file, "--format", "json", "--show-ids")).out).toContain(ID);
  });

  describe("by a part of an id", () => {
    const SECOND = "id-of-key-number-two";
    const both = (): string => project.write("state.json", stateOf(KEY, { ...KEY, id: SECOND, status: "Inactive" }));

    it.each([
      "id-o…-one",
      "id-o...-one",
      "id-of-key-number-o*",
      "****-number-one",
      "number-one",
      "id-o…key…one",
      "…-one",
    ])("reports on the only one that fits %j, and says that it was matched so", async (part) => {
      const { code, out } = await find(part, both());
      expect(code).toBe(0);
      expect(out).toMatch(/^Matched by a part of the id( \(\S*…\S*\))?: one AccessKey fits it\. Compare the whole id/);
      expect(out).toMatch(/\n\nAccessKey id-o…-one, Active/);
      expect(out).toContain(`--UserAccessKeyId ${ID} --Status Inactive`);
    });

    it("names all that fit, and guesses none of them", async () => {
      const { code, out } = await find("id-of-key", both());
      expect(code).toBe(0);
      expect(out).toMatchInlineSnapshot(`
       "2 AccessKeys fit the part of an id that was given:
         id-o…-one, Active: of RAM user "etl", alicloud_ram_access_key.k0 of the stack state.json
         id-o…-two, Inactive: of RAM user "etl", alicloud_ram_access_key.k1 of the stack state.json

       Give the whole id to know all about one of them; --show-ids shows those that are found here in full.
       "
      `);
      expect((await find("id-of…", both(), "--show-ids")).out).toContain(`  ${SECOND}, Inactive`);
      const { part, key, found } = JSON.parse((await find("id-o…", both(), "--format", "json")).out) as {
        part: { count: number; matches: { id: string }[] };
        key: null;
        found: boolean;
      };
      expect(part).toMatchObject({ count: 2, matches: [{ id: "id-o…-one" }, { id: "id-o…-two" }] });
      expect({ key, found }).toEqual({ key: null, found: true });
    });

    it("names keys of a listing too", async () => {
      const account = "1234567890123456";
      const users = [{ name: "old-loader", accessKeys: [{ id: "id-of-made-elsewhere", status: "Active" }] }];
      const keys = project.write("keys.json", { version: 1, account, time: "2026-06-14T00:00:00Z", users });
      const { out } = await find("id-o…", both(), "--keys", keys);
      expect(out).toContain('id-o…here, Active: of RAM user "old-loader", in none of the given states');
    });

    it("proves nothing where none fits", async () => {
      for (const part of ["abcd…wxyz", "abcdwxyz", "number-one-x…", `${ID}…`, "ID-O…-ONE"]) {
        const { code, out } = await find(part, both());
        expect(code).toBe(1);
        expect(out).toMatch(/^No AccessKey fits the part of an id that was given/);
        expect(out).toContain("Looked in 1 state, with 2 AccessKeys: state.json.");
        expect(out).toContain("A part proves nothing about absence: it may have been shortened or copied otherwise.");
        expect(out).not.toContain("abcdwxyz");
      }
    });

    it("leaves the whole id out of JSON", async () => {
      const { out } = await find("id-o…-one", both(), "--format", "json");
      expect(out).not.toContain(ID);
      expect(out).toContain('--UserAccessKeyId \\"$ACCESS_KEY_ID\\" --Status Inactive');
    });
  });

  it("says where it has looked for a key that it does not find, and what that proves", async () => {
    const { code, out } = await find("id-of-another-key", project.write("state.json", stateOf(KEY)));
    expect(code).toBe(1);
    expect(out).toMatch(/^AccessKey id-o…-key was not found\./);
    expect(out).toContain("Looked in 1 state, with 1 AccessKey: state.json.");
    expect(out).toContain("That proves only that these states do not manage it now.");
  });

  it("looks in a listing, also without a state", async () => {
    const account = "1234567890123456";
    const users = [{ name: "old-loader", accessKeys: [{ id: "made-elsewhere-0001", status: "Active" }] }];
    const keys = project.write("keys.json", { version: 1, account, time: "2026-06-14T00:00:00Z", users });
    const states = project.write("state.json", { format_version: "1.0" });
    const { code, out } = await find("made-elsewhere-0001", states, "--keys", keys);
    expect(code).toBe(0);
    expect(out).toContain('RAM user "old-loader"');
    expect(out).toContain("Who uses the key: no given state has it");
    const other = await find("made-elsewhere-0002", states, "--keys", keys);
    expect(other.code).toBe(1);
    expect(other.out).toMatch(
      /account 1234567890123456 did not have it\s+when the listing was taken, unless it is a\s+root/,
    );
  });

  it("cannot tell where a key is not while a state cannot be read", async () => {
    const app = new StandIn({ keys: {}, broken: {} });
    try {
      app.write(0, "show.json", JSON.stringify(stateOf(KEY)));
      app.write(1, "fail-show", "Error: locked\n");
      const parts = { environment: app.environment, directory: project.directory };
      const missing = await ramparts(["find", "id-of-another-key", app.app], parts);
      expect(missing.code).toBe(2);
      expect(missing.out).toContain("Not looked in broken, which could not be read: it may be there.");
      expect((await ramparts(["find", ID, app.app], parts)).code).toBe(0);
    } finally {
      app.remove();
    }
  });

  it("cannot tell where a key is not while an object of a state cannot be read", async () => {
    const resource = {
      mode: "managed",
      type: "alicloud_ram_access_key",
      name: "k",
      instances: [{ attributes_flat: KEY }],
    };
    const file = project.write("a.tfstate", { version: 4, serial: 1, lineage: "l", resources: [resource] });
    const { code, out, err } = await find(ID, file);
    expect(code).toBe(2);
    expect(out).toMatch(/Not looked in those objects of a\.tfstate that could not be read: it may be among them\./);
    expect(out).toContain("That proves nothing until what could not be read is read too.");
    expect(err).toContain("not judged: a.tfstate: 1 object of its state, an AccessKey, is not read");
    expect((await find(ID, file, "--format", "json")).code).toBe(2);
  });

  it("says that the code was edited after the synthesis: its lines may be others by now", async () => {
    const configuration = { resource: { alicloud_ram_user: { u: { "//": { ramparts: { source: "main.ts:1" } } } } } };
    utimesSync(project.write("cdktf.out/cdk.tf.json", configuration), 0, 0);
    project.write("cdktf.json", {});
    project.write("main.ts", "edited");
    const file = project.write("state.json", stateOf(KEY));
    const { code, err } = await find(ID, file, "--config", join(project.directory, "cdktf.out"));
    expect(code).toBe(0);
    expect(err).toMatch(/^ramparts: not read in cdktf\.out: main\.ts \(it is newer .*\)\n$/);
  });

  it.each([
    ["a secret", "a1".repeat(15), /looks like an AccessKey secret/],
    ["the id of a session", `STS.${"a1".repeat(10)}`, /id of a session/],
    [
      "too little of an id",
      "id-",
      /3 characters, is no AccessKey id.*letters and digits, with single "-", "\." or "_"/,
    ],
    ["too little on both sides", "id-…one", /no part of one that tells keys apart.*at least 4 characters/],
    ["a secret in a part", `…${"a1".repeat(15)}`, /no AccessKey id/],
    ["text", "id of a key with spaces", /no AccessKey id/],
  ])("refuses %s, and does not repeat it", async (_, given, problem) => {
    const { code, out, err } = await find(given, project.write("state.json", stateOf(KEY)));
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(problem);
    expect(err).not.toContain(given);
  });
});
