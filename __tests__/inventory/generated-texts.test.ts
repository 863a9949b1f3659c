import { isUnknown } from "../../lib/maybe/maybe";
import { inventoryOf } from "./fixtures";

/** What the name of a user may come to, of which a generator makes a part. */
function samplesOf(name: string, resource: Record<string, object>): readonly string[] | null {
  const [user] = inventoryOf({ resource: { ...resource, alicloud_ram_user: { u: { name } } } }).identities;
  return user && isUnknown(user.name) ? (user.name.samples ?? null) : null;
}

describe("a name that is generated", () => {
  it.each<[string, Record<string, object>, number, number, RegExp]>([
    ["app-${random_id.r.hex}", { random_id: { r: { byte_length: 4 } } }, 12, 12, /^app-[0-9a-f]{8}$/],
    ["${random_id.r.dec}", { random_id: { r: { byte_length: 2 } } }, 1, 5, /^[0-9]+$/],
    ["${random_id.r.b64_url}", { random_id: { r: { byte_length: 3, prefix: "p." } } }, 6, 6, /^p\.[\w-]{4}$/],
    ["${random_uuid.r.result}", { random_uuid: { r: {} } }, 36, 36, /^[0-9a-f-]+$/],
    [
      "${random_string.r.result}",
      { random_string: { r: { length: 5, special: false, upper: false } } },
      5,
      5,
      /^[a-z0-9]+$/,
    ],
    ["${random_string.r.result}", { random_string: { r: { length: 5, override_special: "_" } } }, 5, 5, /^\w+$/],
    ["${random_pet.r.id}", { random_pet: { r: { length: 3, separator: "_" } } }, 5, 50, /^[a-z_]+$/],
    ["u${random_integer.r.result}", { random_integer: { r: { min: 5, max: 100 } } }, 2, 4, /^u[0-9]+$/],
    ["u-${time_static.r.unix}", { time_static: { r: {} } }, 12, 12, /^u-[0-9]+$/],
  ])("is of known form: %s of %j", (name, resource, shortest, longest, form) => {
    const samples = samplesOf(name, resource) ?? [];
    const lengths = samples.map(({ length }) => length);
    expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([shortest, longest]);
    expect(samples.filter((sample) => !form.test(sample))).toEqual([]);
  });

  it("has each character that may be in it in some of its forms", () => {
    const samples = samplesOf("${random_string.r.result}", { random_string: { r: { length: 5 } } }) ?? [];
    expect(new Set(samples.join("")).size).toBe(26 + 26 + 10 + 21);
  });

  it("has its longest form where each part is the longest that it may be", () => {
    const samples = samplesOf('${var.x ? "long-beginning" : "a"}${var.y ? "b" : "-long-end"}${random_id.r.hex}', {
      random_id: { r: { byte_length: 1 } },
    });
    expect(samples?.filter((sample) => /^long-beginning-long-end[0-9a-f]{2}$/.test(sample))).not.toEqual([]);
  });

  it.each<[string, Record<string, object>]>([
    ["${random_id.r.hex}".repeat(12), { random_id: { r: { byte_length: 1 } } }],
    ["${random_id.r.hex}", { random_id: { r: { byte_length: "${var.length}" } } }],
    ["${random_id.r.hex}", {}],
    ["${other_id.r.hex}", { other_id: { r: { byte_length: 4 } } }],
    ["a${var.x}-${random_id.r.hex}", { random_id: { r: { byte_length: 4 } } }],
    ["${random_string.r.result}", { random_string: { r: { length: 5, upper: "${var.x}" } } }],
    ["${random_string.r.result}", { random_string: { r: { length: 100000 } } }],
  ])("is of no known form: %s of %j", (name, resource) => {
    expect(samplesOf(name, resource)).toBeNull();
  });
});
