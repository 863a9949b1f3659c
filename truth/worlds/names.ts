import type { Configuration, ModuleCall, Place, UserBlock } from "./configuration";

export type Named = Place & { readonly label: string };

export function moduleOf({ modules }: Configuration, { module, stack }: Place): ModuleCall | null {
  return modules.find((each) => each.label === module && each.stack === stack) ?? null;
}

export function outerLabel({ label }: ModuleCall): string {
  return `${label}_outer`;
}

/** What each instance of a module puts behind the names of its users. */
export function suffixesOf(module: ModuleCall | null): readonly string[] {
  switch (module?.repeat) {
    case "count":
      return module.instances.map((_, index) => `-${index}`);
    case "for_each":
      return module.instances.map((instance) => `-${instance}`);
    default:
      return [""];
  }
}

/** The names in RAM of all instances of a user. */
export function ramNamesOf(configuration: Configuration, user: UserBlock): string[] {
  return suffixesOf(moduleOf(configuration, user)).map((suffix) => user.name + suffix);
}

/** `[0]`, `["x"]`, or nothing: the first instance, by which all others are left alone. */
export function firstInstance(module: ModuleCall): string {
  if (module.repeat === "single") return "";
  return module.repeat === "count" ? "[0]" : `[${JSON.stringify(module.instances[0] ?? "")}]`;
}

/** The address of a block, without the instance of the block itself. */
export function addressOf(configuration: Configuration, type: string, block: Named): string {
  return prefixOf(moduleOf(configuration, block), true) + `${type}.${block.label}`;
}

/** The address as a `removed` block has it, which takes no instances. */
export function plainAddressOf(configuration: Configuration, type: string, block: Named): string {
  return prefixOf(moduleOf(configuration, block), false) + `${type}.${block.label}`;
}

function prefixOf(module: ModuleCall | null, hasInstance: boolean): string {
  if (module === null) return "";
  const outer = module.isNested ? `module.${outerLabel(module)}.` : "";
  return `${outer}module.${module.label}${hasInstance ? firstInstance(module) : ""}.`;
}

const TYPES = {
  users: "alicloud_ram_user",
  keys: "alicloud_ram_access_key",
  triggers: "terraform_data",
  policies: "alicloud_ram_policy",
  attachments: "alicloud_ram_user_policy_attachment",
} as const;

/** The address of whatever block has the label, with its stack; null where there is none (any more). */
export function blockOf(configuration: Configuration, label: string): { stack: string; address: string } | null {
  for (const kind of Object.keys(TYPES) as (keyof typeof TYPES)[]) {
    for (const block of configuration[kind]) {
      if (block.label !== label) continue;
      const place = "module" in block ? block : { ...block, module: null };
      return { stack: block.stack, address: addressOf(configuration, TYPES[kind], place) };
    }
  }
  return null;
}
