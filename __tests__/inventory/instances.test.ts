import fc from "fast-check";
import type { AccessKey } from "../../lib/inventory/model";
import { isUnknown } from "../../lib/maybe/maybe";
import { inventoryOf, withKeys } from "./fixtures";

type Json = Record<string, unknown>;

const LOCALS = {
  n: 4,
  names: ["a", "b", "a"],
  team: { x: 1, y: 2 },
  sometimes: "${var.on ? 2 : 0}",
  loop: "${var.on ? local.loop : 1}",
};

function keysWith(body: Json, rest: Json = {}): readonly AccessKey[] {
  return inventoryOf(withKeys({ k: body }, { locals: LOCALS, ...rest })).accessKeys;
}

/** What the number of all instances of a block comes to: `2`, `at most 2`, or why there is no limit. */
function instances(body: Json, rest?: Json): unknown {
  const all = keysWith(body, rest).map((key) => key.instances);
  const open = all.filter(isUnknown);
  const most = all.map((each) => (isUnknown(each) ? each.atMost : each));
  if (most.includes(undefined)) return open.find(({ atMost }) => atMost === undefined)?.because;
  const sum = most.reduce<number>((so, each) => so + (each ?? 0), 0);
  return open.length === 0 ? sum : `at most ${sum}`;
}

const DECIDED = "a condition decides it";
const NO_MAP = "it is neither a map nor a set";

describe("count", () => {
  it.each<[string, unknown]>([
    ["${var.on ? 1 : 0}", "at most 1"],
    ["${(var.a && var.b) ? (1) : (0)}", "at most 1"],
    ['${var.env == "production" ? 1 : 0}', "at most 1"],
    ['${var.env == "a ? 9 : 8" ? 1 : 0}', "at most 1"],
    ["${var.a ? 3 : var.b ? 2 : 0}", "at most 3"],
    ["${var.a ? var.b ? 1 : 2 : 0}", "at most 2"],
    ["${var.a ? local.n : 0}", "at most 4"],
    ["${local.sometimes}", "at most 2"],
    ["${var.a ? local.sometimes : 1}", "at most 2"],
    ["${var.a ? 1 : 1}", 1],
    ["${{ a = var.x ? true : false }.a ? 1 : 0}", "at most 1"],
    ["${var.a ? 1 : var.n}", DECIDED],
    ["${var.a ? 1 : length(var.names)}", DECIDED],
    ["${var.a ? 1 : -1}", "at most 1"],
    ["${var.a ? 1}", "it is malformed"],
    ["1${var.a ? 1 : 0}", "at most 11"],
    ["${local.loop}", DECIDED],
    ["${false ? 1 : 0}", 0],
    ["${length(local.names)}", 3],
  ])("of %s", (count, expected) => {
    expect(instances({ count })).toBe(expected);
  });

  it("is limited by the largest of any nested conditions", () => {
    const tree = fc.letrec<{ node: { text: string; most: number } }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        fc.nat(9).map((most) => ({ text: String(most), most })),
        fc.tuple(tie("node"), tie("node"), fc.boolean()).map(([one, other, grouped]) => ({
          text: grouped ? `(var.c ? ${one.text} : ${other.text})` : `var.c ? ${one.text} : ${other.text}`,
          most: Math.max(one.most, other.most),
        })),
      ),
    })).node;
    fc.assert(
      fc.property(tree, ({ text, most }) => {
        const found = instances({ count: `\${${text}}` });
        expect(found).toBe(typeof found === "number" ? most : `at most ${most}`);
      }),
    );
  });

  it("is not read out of thousands of conditions", () => {
    const count = `\${${"var.a ? ".repeat(5_000)}1${" : 0".repeat(5_000)}}`;
    expect(instances({ count })).toBe("it is malformed");
  });
});

describe("for_each", () => {
  it.each<[unknown, unknown]>([
    [{ a: 1, b: 2 }, 2],
    ['${toset(["a", "b"])}', 2],
    ['${toset(["a", "b", "a"])}', 2],
    ["${toset([])}", 0],
    ["${toset([1, 2, 3,])}", "at most 3"],
    ["${toset(local.names)}", 2],
    ["${local.team}", 2],
    ["${{}}", 0],
    ['${{ a = 1, "b" = { c = 2 }, d = f(x) }}', 3],
    ["${{ a = var.x.y\n b = 2 }}", 2],
    ["${tomap({ a = 1 })}", 1],
    ['${var.on ? toset(["a"]) : toset([])}', "at most 1"],
    ["${var.on ? local.team : {}}", "at most 2"],
    ["${[1, 2]}", NO_MAP],
    ['${toset([""])}', 1],
    ['${(toset(["a"]))}', 1],
    ['${{ "a:b" = 1 }}', 1],
    ['${{ "" = 1 }}', 1],
    ["${{ 1 = 2 }}", 1],
    ["${{ a = -1 }}", 1],
    ["${{ a = 1, a = 2 }}", 1],
    ["${{ a = (var.x ? 1 : 2) }}", 1],
    ['${{ a = var.x == "y", b = var.x != 1, c = var.x >= 1, d = !var.x }}', 4],
    ["${{ a = 1\n\n b = [1, 2], c = { d = 1, e = 2 } }}", 3],
    ["${{ a : 1, b : 2 }}", 2],
    ["${{ a = 1, b : 2 }}", 2],
    ["${{ a }}", "it is malformed"],
    ['${{ "${var.a}" = 1 }}', "at most 1"],
    ['${toset(["a" "b"])}', "it is malformed"],
    ['${toset([var.a, "b"])}', "at most 2"],
    ['${toset(["a"])[0]}', "it has no elements with an index"],
    ['${tolist(["a"])}', NO_MAP],
    ["${keys({ a = 1 })}", NO_MAP],
    ["${toset(keys({ a = 1 }))}", 1],
    ["${f([1])}", "nobody but Terraform knows what f() comes to"],
    ["${[f(1)]}", NO_MAP],
    ["${toset([var.a])}", "at most 1"],
    ['${toset(["${var.a}"])}', "at most 1"],
    ["${{ (var.a) = 1 }}", "at most 1"],
    ["${{ for name in local.names : name => 1 }}", "two members of an object have one name"],
    ["${{ for name in toset(local.names) : name => 1 }}", 2],
    ["${toset(var.names)}", 'it is the variable "names"'],
    ["${var.team}", 'it is the variable "team"'],
  ])("of %j", (forEach, expected) => {
    expect(instances({ for_each: forEach })).toBe(expected);
  });

  it("takes the instances of the resource that it names", () => {
    const users = { alicloud_ram_user: { team: { name: "${each.key}", for_each: { x: 1, y: 2 } } } };
    expect(instances({ for_each: "${alicloud_ram_user.team}" }, { resource: users })).toBe(2);
    const circle = { alicloud_ram_user: { team: { name: "t", for_each: "${alicloud_ram_user.team}" } } };
    expect(instances({ for_each: "${alicloud_ram_user.team}" }, { resource: circle })).toBe(
      "it refers to itself: alicloud_ram_user.team.for_each → alicloud_ram_user.team.for_each",
    );
  });

  it.each<[unknown, unknown]>([
    [undefined, null],
    [{ a: 1 }, null],
    ['${toset(["a"])}', null],
    ['${var.on ? toset(["a"]) : toset([])}', null],
    ["${toset(data.alicloud_ram_users.all.names)}", "they are what data.alicloud_ram_users.all finds"],
    ["${toset([random_pet.name.id])}", "random_pet.name generates them"],
    ["${toset([resource.random_pet.name.id])}", "random_pet.name generates them"],
    ['${toset(formatlist("k%d", range(var.n)))}', "range() numbers them"],
    ["${toset([timestamp()])}", "timestamp() is another one in each run"],
    ["${toset([time_static.start.unix])}", "time_static.start generates them"],
    ["${toset([my_random_pet.name.id])}", expect.objectContaining({ unknown: true })],
    ["${toset([var.range, var.uuid])}", expect.objectContaining({ unknown: true })],
    ['${toset(["range()", var.x])}', expect.objectContaining({ unknown: true })],
    ["${local.found}", "they are what data.alicloud_ram_users.all finds"],
    ["${local.numbered}", "range() numbers them"],
    ["${var.team}", expect.objectContaining({ because: 'it is the variable "team"' })],
    ["${data.terraform_remote_state.s.outputs.team}", expect.objectContaining({ unknown: true })],
  ])("of %j has names that are unstable: %j", (forEach, expected) => {
    const locals = {
      found: "${toset(data.alicloud_ram_users.all.names)}",
      numbered: '${toset(formatlist("k%d", range(2)))}',
    };
    const keys = keysWith(forEach === undefined ? {} : { for_each: forEach }, { locals });
    expect(keys.at(-1)?.unstableNames).toEqual(expected);
  });
});

describe("what makes several instances", () => {
  it.each([
    [{ count: 2 }, "count"],
    [{ for_each: { a: 1 } }, "for_each"],
    [{ count: null, for_each: { a: 1 } }, "for_each"],
    [{ count: null, for_each: null }, null],
    [{}, null],
  ])("of %j is %s", (body, expected) => {
    expect(keysWith(body)[0]?.repeatedBy).toBe(expected);
  });
});

describe("the instances of a block that a variable decides", () => {
  it.each<[Json, unknown]>([
    [{ default: 2 }, 2],
    [{ default: "3" }, 3],
    [{ default: null }, "it is null"],
    [{ default: 2, sensitive: false }, 2],
    [{}, 'it is the variable "n"'],
    [{ default: 2, sensitive: true }, 2],
    [{ default: 2, ephemeral: "true" }, 2],
    [{ default: [1] }, "a number is wanted where there is a tuple"],
    [{ default: "two" }, "a number is wanted where there is a string"],
  ])("are those of its default: %j", (variable, expected) => {
    expect(instances({ count: "${var.n}" }, { variable: { n: variable } })).toBe(expected);
  });

  it("are those of a set in its default", () => {
    const variable = { team: { default: ["a", "b", "c"] } };
    expect(instances({ for_each: "${toset(var.team)}" }, { variable })).toBe(3);
  });
});
