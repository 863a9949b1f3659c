import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FORMATS } from "../../lib/report/formats";
import { held, keyValues, newKey, planOf, stateOf, USER, KEY } from "../plans/documents";
import { ramparts } from "./program";
import { Project, undescribedKeys } from "./project";

/** Like one of the service, and put together, so that no scanner takes it for a leak. */
const SECRET = ["q7Zk", "W2pX", "9vLr", "T4nB"].join("");

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => project.remove());

describe("what leaves a run", () => {
  it.each(Object.keys(FORMATS))(
    "has no secret of the environment in the reason of an emergency: %s",
    async (format) => {
      const file = project.write("main.tf.json", undescribedKeys("etl"));
      const environment = { RAMPARTS_BREAK_GLASS: `rotate ${SECRET} now`, TF_VAR_db_password: SECRET };
      const { out } = await ramparts(["check", file, "--format", format], {
        environment,
        directory: project.directory,
      });
      expect(out).toMatch(/rotate .{0,5}redacted.{0,5} now/);
      expect(out).not.toContain(SECRET);
    },
  );

  it("has no secret of a variable that the code calls sensitive, whatever its name", async () => {
    const comments = `made for ${SECRET}`;
    const resource = { alicloud_ram_user: { u: { name: "a b", comments } } };
    const acknowledgement = { rule: "KEY999", path: "x", reason: comments, until: "2020-01-01" };
    const file = project.write("main.tf.json", {
      "//": { ramparts: { acknowledgements: [acknowledgement] } },
      variable: { v: { sensitive: true } },
      resource,
    });
    const { out } = await ramparts(["check", file, "--format", "json"], {
      environment: { TF_VAR_v: SECRET },
      directory: project.directory,
    });
    expect(out).not.toContain(SECRET);
  });

  it("has in the manifest what the check says, and no secret", async () => {
    const key = {
      "//": { ramparts: { accessKey: { name: "k", necessity: `uses ${SECRET}`, custody: { kind: "pgp" } } } },
    };
    const resource = { alicloud_ram_access_key: { k: { user_name: "etl", pgp_key: "keybase:x", ...key } } };
    const file = project.write("main.tf.json", { provider: { alicloud: { secret_key: SECRET } }, resource });
    const output = join(project.directory, "credentials.yaml");
    await ramparts(["manifest", file, "--output", output]);
    expect(readFileSync(output, "utf8")).toContain("necessity: uses [redacted]");
  });

  it("still names whose keys they are when a sensitive output has their names, too", async () => {
    const keys = ["a", "b", "c"].map((name) => ({
      address: `${KEY}.hologres-bi_${name}`,
      actions: ["create"],
      ...newKey("hologres-bi"),
    }));
    const user = {
      address: `${USER}.hologres-bi`,
      actions: ["no-op"],
      before: { name: "hologres-bi" },
      after: { name: "hologres-bi" },
    };
    const value = { user: "hologres-bi", region: "cn-hangzhou", status: "Inactive", password: SECRET };
    const output = { actions: ["create"], before: null, after: value, after_sensitive: true };
    const file = project.write("plan.json", planOf([user, ...keys], { output_changes: { o: output } }));
    const { out } = await ramparts(["review", file], { directory: project.directory });
    expect(out).toContain('RAM user "hologres-bi" would hold 3 AccessKeys');
  });

  it("still says at which address something is when the name in it is sensitive", async () => {
    const change = { address: `${KEY}.hologres-bi_a`, actions: ["delete"], before: keyValues("hologres-bi") };
    const file = project.write("plan.json", planOf([{ ...change, beforeSensitive: { user_name: true } }]));
    const { out } = await ramparts(["review", file, "--format", "json"], { directory: project.directory });
    expect(out).toContain(`"${KEY}.hologres-bi_a"`);
  });

  it("has no secret of a state of eight characters, wherever it stands again", async () => {
    const password = SECRET.slice(0, 8);
    const login = held("alicloud_ram_login_profile.l", { user_name: "etl", password });
    const user = held(`${USER}.u`, { name: `u ${password}`, comments: password });
    const file = project.write("state.json", stateOf([login, user]));
    for (const format of Object.keys(FORMATS)) {
      const { out } = await ramparts(["audit", file, "--format", format], { directory: project.directory });
      expect(out).not.toContain(password);
    }
  });

  it("quotes nothing of ramparts.yaml that may be a secret", async () => {
    project.write("ramparts.yaml", `rules:\n  ${SECRET}: off\n`);
    const { err } = await project.check(project.write("main.tf.json", {}));
    expect(err).toContain("ramparts.yaml:2:3: there is no rules.[…].");
  });
});
