import fc from "fast-check";
import { inventoryOf, withKeys } from "./fixtures";

type Json = Record<string, unknown>;

const LOCALS = {
  n: 4,
  names: ["a", "b", "a"],
  team: { x: 1, y: 2 },
  sometimes: "${var.on ? 2 : 0}",
  loop: "${var.on ? local.loop : 1}",
};

function keyWith(body: Json, rest: Json = {}) {
  const { accessKeys } = inventoryOf(withKeys({ k: body }, { locals: LOCALS, ...rest }));
  const [key] = accessKeys;
  if (!key) throw new Error("the key was not read");
  return key;
}

/** What a number of instances comes to: `2`, `at most 2`, or why there is no limit. */
function instances(body: Json, rest?: Json): unknown {
  const { instances: found } = keyWith(body, rest);
  if (typeof found === "number") return found;
  return found.atMost === undefined ? found.because : `at most ${found.atMost}`;
}

const COMPUTED = "it is computed by an expression";

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
    ["${{ a = var.x ? 9 : 8 }.a ? 1 : 0}", "at most 1"],
    ["${var.a ? 1 : var.n}", COMPUTED],
    ["${var.a ? 1 : length(var.names)}", COMPUTED],
    ["${var.a ? 1 : -1}", COMPUTED],
    ["${var.a ? 1}", COMPUTED],
    ["1${var.a ? 1 : 0}", COMPUTED],
    ["${local.loop}", COMPUTED],
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
        const { instances: found } = keyWith({ count: `\${${text}}` });
        expect(typeof found === "number" ? found : found.atMost).toBe(most);
      }),
    );
  });

  it("is not read out of thousands of conditions", () => {
    const count = `\${${"var.a ? ".repeat(5_000)}1${" : 0".repeat(5_000)}}`;
    expect(instances({ count })).toBe(COMPUTED);
  });
});

describe("for_each", () => {
  it.each<[unknown, unknown]>([
    [{ a: 1, b: 2 }, 2],
    ['${toset(["a", "b"])}', 2],
    ['${toset(["a", "b", "a"])}', 2],
    ["${toset([])}", 0],
    ["${toset([1, 2, 3,])}", 3],
    ["${toset(local.names)}", 2],
    ["${local.team}", 2],
    ["${{}}", 0],
    ['${{ a = 1, "b" = { c = 2 }, d = f(x) }}', 3],
    ["${{ a = var.x.y\n b = 2 }}", 2],
    ["${tomap({ a = 1 })}", 1],
    ['${var.on ? toset(["a"]) : toset([])}', "at most 1"],
    ["${var.on ? local.team : {}}", "at most 2"],
    ["${[1, 2]}", 2],
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
    ["${{ a : 1, b : 2 }}", COMPUTED],
    ["${{ a = 1, b : 2 }}", COMPUTED],
    ["${{ a }}", COMPUTED],
    ['${{ "${var.a}" = 1 }}', COMPUTED],
    ['${toset(["a" "b"])}', COMPUTED],
    ['${toset([var.a, "b"])}', COMPUTED],
    ['${toset(["a"])[0]}', COMPUTED],
    ['${tolist(["a"])}', COMPUTED],
    ["${keys({ a = 1 })}", COMPUTED],
    ["${f([1])}", COMPUTED],
    ["${[f(1)]}", COMPUTED],
    ["${toset([var.a])}", COMPUTED],
    ['${toset(["${var.a}"])}', COMPUTED],
    ["${{ (var.a) = 1 }}", COMPUTED],
    ["${{ for name in local.names : name => 1 }}", COMPUTED],
    ["${toset(var.names)}", COMPUTED],
    ["${var.team}", 'it is the variable "team"'],
  ])("of %j", (forEach, expected) => {
    expect(instances({ for_each: forEach })).toBe(expected);
  });

  it("takes the instances of the resource that it names", () => {
    const users = { alicloud_ram_user: { team: { name: "${each.key}", for_each: { x: 1, y: 2 } } } };
    expect(instances({ for_each: "${alicloud_ram_user.team}" }, { resource: users })).toBe(2);
    const circle = { alicloud_ram_user: { team: { name: "t", for_each: "${alicloud_ram_user.team}" } } };
    expect(instances({ for_each: "${alicloud_ram_user.team}" }, { resource: circle })).toContain(
      "alicloud_ram_user.team",
    );
  });

  it.each<[unknown, unknown]>([
    [undefined, null],
    [{ a: 1 }, null],
    ['${toset(["a"])}', null],
    ['${var.on ? toset(["a"]) : toset([])}', null],
    ["${toset(data.alicloud_ram_users.all.names)}", "they are what data.alicloud_ram_users.all finds"],
    ["${toset([random_pet.name.id])}", "random_pet.name generates them"],
    ['${toset(formatlist("k%d", range(var.n)))}', "range() numbers them"],
    ["${toset([timestamp()])}", "timestamp() is another one in each run"],
    ["${toset([time_static.start.unix])}", "time_static.start generates them"],
    ["${toset([my_random_pet.name.id])}", expect.objectContaining({ unknown: true })],
    ["${toset([var.range, var.uuid])}", expect.objectContaining({ unknown: true })],
    ['${toset(["range()", var.x])}', expect.objectContaining({ unknown: true })],
    ["${local.found}", "they are what data.alicloud_ram_users.all finds"],
    ["${var.team}", expect.objectContaining({ because: 'it is the variable "team"' })],
    ["${data.terraform_remote_state.s.outputs.team}", expect.objectContaining({ unknown: true })],
  ])("of %j has names that are unstable: %j", (forEach, expected) => {
    const locals = { found: "${toset(data.alicloud_ram_users.all.names)}" };
    expect(keyWith(forEach === undefined ? {} : { for_each: forEach }, { locals }).unstableNames).toEqual(expected);
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
    expect(keyWith(body).repeatedBy).toBe(expected);
  });
});

describe("the instances of a block that a variable decides", () => {
  it.each<[Json, unknown]>([
    [{ default: 2 }, 2],
    [{ default: "3" }, 3],
    [{ default: null }, 1],
    [{ default: 2, sensitive: false }, 2],
    [{}, 'it is the variable "n"'],
    [{ default: 2, sensitive: true }, 'it is the variable "n"'],
    [{ default: 2, ephemeral: "true" }, 'it is the variable "n"'],
    [{ default: [1] }, "it is not text"],
    [{ default: "two" }, "it is not a whole number"],
  ])("are those of its default where everybody may see it: %j", (variable, expected) => {
    expect(instances({ count: "${var.n}" }, { variable: { n: variable } })).toBe(expected);
  });

  it("are those of a set in its default", () => {
    const variable = { team: { default: ["a", "b", "c"] } };
    expect(instances({ for_each: "${toset(var.team)}" }, { variable })).toBe(3);
  });
});
