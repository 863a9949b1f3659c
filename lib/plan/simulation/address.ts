/** An address in two parts, so that it can be found in the configuration: `module.m["k"]` and `type.name[0]`. */
export interface AddressParts {
  /** The names of the modules, outermost first, without their instances. */
  readonly modules: readonly string[];
  /** The modules as they stand in the address, with their instances. */
  readonly moduleInstance: string;
  /** `type.name`. */
  readonly resource: string;
  /** The key of the instance as it stands in the address: `[0]`; empty where there is only one. */
  readonly instance: string;
}

/** Takes an address of a managed resource apart; null for what is none. */
export function addressParts(address: string): AddressParts | null {
  if (PLAIN.test(address)) return { modules: [], moduleInstance: "", resource: address, instance: "" };
  const steps = stepsOf(address);
  if (steps === null || steps.length < 2 || steps.length % 2 !== 0) return null;
  const [type, name] = steps.slice(-2) as [Step, Step];
  const modules = steps.slice(0, -2);
  if (type.keyed || modules.some(({ name }, index) => index % 2 === 0 && name !== "module")) return null;
  return {
    modules: modules.filter((_, index) => index % 2 === 1).map((step) => step.name),
    moduleInstance: address.slice(0, Math.max(0, type.start - 1)),
    resource: `${type.name}.${name.name}`,
    instance: name.keyed ? address.slice(name.start + name.name.length) : "",
  };
}

/** `type.name`: most addresses are no more than that. */
const PLAIN = /^[^.[\]"]+\.[^.[\]"]+$/;

interface Step {
  readonly name: string;
  readonly keyed: boolean;
  readonly start: number;
}

/** A name, with or without the key of an instance: a number, or a text with its quotes and backslashes escaped. */
const STEP = /([^.[\]"]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?(?:\.(?!$)|$)/sy;

function stepsOf(address: string): Step[] | null {
  const steps: Step[] = [];
  for (let start = 0; start < address.length; start = STEP.lastIndex) {
    STEP.lastIndex = start;
    const found = STEP.exec(address);
    if (found === null) return null;
    steps.push({ name: found[1] ?? "", keyed: found[2] !== undefined, start });
  }
  return steps;
}
