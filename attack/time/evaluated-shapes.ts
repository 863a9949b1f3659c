/** What evaluation makes of a configuration grows with it in these ways; a new one is one line. */
export const EVALUATED: readonly { readonly name: string; readonly content: (size: number) => object }[] = [
  {
    name: "locals that add to the next, which is not known",
    content: (size) => ({ variable: { v: {} }, locals: chain(size, "${var.v}", (next) => `\${${next}}x`), ...USER }),
  },
  {
    name: "locals that encode the next",
    content: (size) => ({
      variable: { v: {} },
      locals: chain(size, "${var.v}", (next) => `\${jsonencode([${next}])}`),
      ...USER,
    }),
  },
  {
    name: "locals that choose the next",
    content: (size) => ({
      variable: { v: {}, b: { type: "bool" } },
      locals: chain(size, "${var.v}", (next, index) => `\${var.b ? ${next} : "x${index}"}`),
      ...USER,
    }),
  },
  {
    name: "locals that put the next into a list twice",
    content: (size) => ({ locals: chain(size, "x", (next) => `\${[${next}, ${next}]}`), ...USER }),
  },
  {
    name: "resources that read the next",
    content: (size) => ({
      resource: {
        alicloud_ram_user: Object.fromEntries(
          numbers(size).map((index) => [`n${index}`, { name: `\${alicloud_ram_user.n${index + 1}.name}` }]),
        ),
      },
    }),
  },
  {
    name: "instances that read each other",
    content: (size) => ({
      resource: {
        alicloud_ram_user: { u: { count: size / 2, name: "u${count.index}" } },
        alicloud_ram_access_key: { k: { count: size / 2, user_name: "${alicloud_ram_user.u[count.index].name}" } },
      },
    }),
  },
  {
    name: "conditions in one template",
    content: (size) => ({
      variable: { b: { type: "bool" } },
      locals: { n0: numbers(size).reduce((all, index) => `${all}\${var.b ? "a${index}" : "b${index}"}`, "") },
      ...USER,
    }),
  },
];

const USER = { resource: { alicloud_ram_user: { u: { name: "${jsonencode(local.n0)}" } } } };

/** Local values of which each is made of the next, and the last is given. */
function chain(size: number, last: string, make: (next: string, index: number) => string): object {
  const links = numbers(size).map((index) => [`n${index}`, make(`local.n${index + 1}`, index)] as const);
  return Object.fromEntries([...links, [`n${Math.floor(size)}`, last] as const]);
}

function numbers(size: number): number[] {
  return Array.from({ length: Math.floor(size) }, (_, index) => index);
}
