import { findKey } from "../../lib/find/find-key";
import type { KeyReport } from "../../lib/find/key-report";
import { readConfiguration, type ConfigurationStack } from "../../lib/inventory/configuration";
import { readStates } from "../../lib/inventory/read-states";
import { keyReportText } from "../../lib/report/key-report";
import { idOf } from "../rules/live/listings";

const ID = idOf("leaked-0001");
const OTHER = idOf("other-0002");
const USER = {
  address: "alicloud_ram_user.u",
  mode: "managed",
  type: "alicloud_ram_user",
  name: "u",
  values: { name: "u" },
};

/** A key as `terraform show -json` has it. */
function key(address: string, parts: object = {}, id = ID): object {
  const values = { id, user_name: "u", status: "Active" };
  const name = address.replace(/.*\.(\w+).*/, "$1");
  return { address, mode: "managed", type: "alicloud_ram_access_key", name, values, ...parts };
}

const K = "alicloud_ram_access_key.k";

/** What is told of the leaked key: of these keys in the state, with that code, if any. */
function reportOf(
  keys: readonly object[],
  code: object | null,
  notRead: readonly object[] = [],
  modules: ConfigurationStack["modules"] = [],
): KeyReport {
  const content = { format_version: "1.0", values: { root_module: { resources: [USER, ...keys] } } };
  const stack = { name: "s", files: [{ name: "cdk.tf.json", content: code }], modules, notRead: notRead as [] };
  const states = readStates([{ name: "s", document: { kind: "state", content } }]);
  const configuration = code && readConfiguration([stack]);
  const report = findKey(ID, { states, configuration, liveKeys: null, manifest: null });
  if (report === null) throw new Error("not found");
  return report;
}

/** A configuration with the user, and with `k` as its only key. */
function code(body: object | null, more: object = {}): object {
  const keys = body && { alicloud_ram_access_key: { k: { user_name: "u", ...body } } };
  return { resource: { alicloud_ram_user: { u: { name: "u" } }, ...keys }, ...more };
}

describe("the next apply", () => {
  it("deletes a deposed key, of which the code at its address does not speak", () => {
    const keys = [key(K, {}, OTHER), key(K, { deposed_key: "1a2b3c4d" })];
    const report = reportOf(keys, code({ status: "Active" }));
    expect(report).toMatchObject({ standing: "deposed", nextApply: "deletes", place: { path: null, source: null } });
    expect(report.lasting).toEqual([
      "A replacement has left this key behind (deposed): the next apply of the stack s DELETES it, for good.",
      "Do not set a status in the code for it: what stands there is about the key that has taken its place, exam…0002.",
      "Until then no apply enables it: disable it by hand, if it must not work that long.",
    ]);
    const text = keyReportText(report);
    expect(text).toContain(`${K} (deposed 1a2b3c4d) of the stack s: a replacement has left it behind.`);
    expect(text).toContain("\nWhat the next apply does\n");
    expect(text).not.toMatch(/set status = |ENABLES/);
  });

  it("may forget a deposed key instead where the code was not given, and does where it says so", () => {
    const keys = [key(K, { deposed_key: "1a2b3c4d" })];
    const unknown = reportOf(keys, null);
    expect(unknown.lasting[0]).toMatch(/DELETES it, for good, unless a removed block tells Terraform to forget it\.$/);
    expect(unknown.lasting[1]).toContain("whichever key takes its place");
    const removed = { removed: { from: K, lifecycle: { destroy: false } } };
    expect(reportOf(keys, code(null, removed))).toMatchObject({ standing: "deposed", nextApply: "forgets" });
  });

  it("speaks of the key itself where a deposed one of the same address is another", () => {
    const keys = [key(K), key(K, { deposed_key: "1a2b3c4d" }, OTHER)];
    expect(reportOf(keys, code({ status: "Active" }))).toMatchObject({ standing: "declared", nextApply: "enables" });
  });

  it("replaces a tainted key", () => {
    const report = reportOf([key(K, { tainted: true })], code({ status: "Inactive" }));
    expect(report.nextApply).toBe("replaces");
    expect(report.lasting).toEqual([
      "Terraform has the key marked to be replaced (tainted): the next apply of the stack s DELETES it, for good, and " +
        "makes a new one with a new secret.",
      "Do not set a status in the code for it: that would be about the new key.",
      `Whoever still needs this one takes the mark away: terraform untaint '${K}'`,
      "Until then no apply enables it: disable it by hand, if it must not work that long.",
    ]);
    const unknown = reportOf([key(K, { tainted: true })], null);
    expect(unknown).toMatchObject({ nextApply: "notKnown" });
    expect(unknown.lasting[0]).toContain("and makes a new one if the code still has it.");
  });

  it("does nothing to a tainted key that the code protects", () => {
    const report = reportOf([key(K, { tainted: true })], code({ lifecycle: { prevent_destroy: true } }));
    expect(report.nextApply).toBe("fails");
    expect(report.lasting[0]).toMatch(/the code forbids that \(prevent_destroy\): every plan of the stack s fails\.$/);
  });

  it("deletes a key whose block is gone, tainted or not", () => {
    for (const parts of [{}, { tainted: true }]) {
      const report = reportOf([key(K, parts)], code(null));
      expect(report).toMatchObject({ standing: "undeclared", nextApply: "deletes" });
      expect(report.lasting[0]).toBe(
        "The code no longer has the key: the next apply of the stack s DELETES it, for good.",
      );
      expect(keyReportText(report)).toContain("and the code has it no longer.");
    }
  });

  it.each<[string, object, string]>([
    ["forgets it", { lifecycle: { destroy: false } }, "forgets"],
    ["deletes it", { lifecycle: [{ destroy: true }] }, "deletes"],
    ["does either, by the program, where nothing says it", {}, "notKnown"],
  ])("of a removed block %s", (_, body, effect) => {
    expect(reportOf([key(K)], code(null, { removed: [{ from: K, ...body }] })).nextApply).toBe(effect);
    const inModule = { removed: { from: "module.m", ...body } };
    expect(reportOf([key(`module.m.${K}`)], code(null, inModule)).nextApply).toBe(effect);
  });

  it("follows a moved block to the code of the key", () => {
    const moved = { moved: { from: "alicloud_ram_access_key.old", to: K } };
    const report = reportOf([key("alicloud_ram_access_key.old")], code({ status: "Active" }, moved));
    expect(report).toMatchObject({ standing: "declared", nextApply: "enables" });
    const lost = reportOf([key("alicloud_ram_access_key.old")], code(null, moved));
    expect(lost).toMatchObject({ standing: "notKnown", nextApply: "notKnown" });
  });

  it("is not known where the code was not read as a whole, or may be that of another stack", () => {
    const missing = [{ what: "module.m", why: "it is not local" }];
    expect(reportOf([key(K)], code(null), missing)).toMatchObject({ standing: "notKnown", nextApply: "notKnown" });
    const other = reportOf([key(K)], { resource: { alicloud_ram_user: { x: { name: "x" } } } });
    expect(other).toMatchObject({ standing: "notKnown", nextApply: "notKnown" });
    expect(other.lasting.at(-1)).toContain("the configuration may be that of another stack");
  });

  it.each<[string, object, string]>([
    [`${K}[0]`, {}, "keeps"],
    [`${K}[1]`, {}, "deletes"],
    [`${K}["x"]`, {}, "deletes"],
    [K, { count: 1 }, "keeps"],
    [K, { count: 0 }, "deletes"],
    [`${K}[1]`, { count: 2 }, "keeps"],
    [`${K}[2]`, { count: 2 }, "deletes"],
    [`${K}["x"]`, { count: 2 }, "deletes"],
    [`${K}[2]`, { count: "${var.keys}" }, "notKnown"],
    [`${K}[1]`, { count: 2, status: "${count.index == 0 ? null : null}" }, "keeps"],
    [`${K}[2]`, { count: 2, secret_file: "${count.index}" }, "deletes"],
    [K, { count: 2, secret_file: "${count.index}" }, "keeps"],
    [`${K}["x"]`, { for_each: { x: 1 } }, "keeps"],
    [`${K}["y"]`, { for_each: { x: 1 } }, "deletes"],
    [`${K}["x"]`, { for_each: { x: 1, y: 1 }, secret_file: "${each.key}" }, "keeps"],
    [`${K}["z"]`, { for_each: { x: 1, y: 1 }, secret_file: "${each.key}" }, "deletes"],
    [`${K}["x"]`, { for_each: '${var.on ? toset(["x"]) : toset([])}' }, "notKnown"],
    [K, { for_each: "${toset(var.names)}" }, "deletes"],
    [`${K}["x"]`, { for_each: "${toset(var.names)}" }, "notKnown"],
  ])("of %s with %j in the code %s it", (address, body, effect) => {
    expect(reportOf([key(address)], code(body)).nextApply).toBe(effect);
  });

  it.each<[string, object, string]>([
    ["module.m", {}, "keeps"],
    ["module.m[0]", {}, "keeps"],
    ["module.m[1]", {}, "notKnown"],
    ["module.m[1]", { count: 2, name: "${count.index}" }, "keeps"],
    ["module.m[2]", { count: 2, name: "${count.index}" }, "deletes"],
    ['module.m["x"]', { for_each: { x: 1 } }, "keeps"],
    ['module.m["y.z"]', { for_each: { x: 1 } }, "deletes"],
    ['module.m["x"]', { for_each: "${toset(var.names)}" }, "notKnown"],
  ])("of a key in %s with %j in the code of that module %s it", (module, body, effect) => {
    const content = { resource: { alicloud_ram_access_key: { k: { user_name: "u" } } }, variable: { name: {} } };
    const modules = [{ path: ["m"], files: [{ name: "m/main.tf.json", content }] }];
    const calling = { module: { m: { source: "./m", ...body } } };
    expect(reportOf([key(`${module}.${K}`)], code(null, calling), [], modules).nextApply).toBe(effect);
  });
});

describe("a status that ignore_changes has", () => {
  const ignored = (status: string | undefined, ignore_changes: unknown): KeyReport =>
    reportOf([key(K)], code({ ...(status !== undefined && { status }), lifecycle: { ignore_changes } }));

  it.each([[["status"]], ["all"], [["pgp_key", "${status}"]]])("is no pin: %j", (names) => {
    for (const status of ["Active", "Inactive", undefined, "${var.status}"]) {
      const { nextApply, lasting } = ignored(status, names);
      expect(nextApply).toBe("keeps");
      expect(lasting.join(" ")).not.toMatch(/ENABLES|disables it too/);
      expect(lasting[1]).toMatch(/^Disabled by hand, it stays so\. To have it in writing: .*, in one change\./);
    }
  });

  it("has to leave ignore_changes for an edit to do anything", () => {
    expect(ignored("Active", ["status"]).lasting).toEqual([
      "The code says Active, but it also tells Terraform to leave the status alone (ignore_changes has status): no " +
        "apply enables the key again.",
      "Disabled by hand, it stays so. To have it in writing: take status out of ignore_changes, and set status = " +
        `"Inactive" in ${K} of the stack s, in one change. The first alone would ENABLE IT AGAIN.`,
    ]);
    expect(ignored("Inactive", "all").lasting).toEqual([
      "The code says Inactive, but it also tells Terraform to leave the status alone (ignore_changes = all): NO APPLY " +
        "DISABLES the key.",
      "Disabled by hand, it stays so. To have it in writing: let ignore_changes name what it is for, without status, " +
        `and set status = "Inactive" in ${K} of the stack s, in one change.`,
    ]);
  });

  it("counts where it is of other arguments only", () => {
    expect(ignored("Active", ["pgp_key"]).nextApply).toBe("enables");
    expect(ignored("Inactive", ["pgp_key"]).nextApply).toBe("disables");
  });
});
