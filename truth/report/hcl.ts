import { widthOfDocument } from "../worlds/ladder";

/** Members whose texts are references and types, which HCL writes without quotes. */
const BARE = ["depends_on", "replace_triggered_by", "ignore_changes", "from", "to", "provider", "type"];
const UNSAID = ["//", "terraform"];

type Body = Readonly<Record<string, unknown>>;

/** A document of Terraform JSON in the language that people read; a part of a policy is named by its rung. */
export function hclOf(document: Body): string[] {
  return Object.entries(document).flatMap(([kind, content]) => {
    if (UNSAID.includes(kind)) return [];
    if (kind === "locals") return block("locals", content as Body);
    if (Array.isArray(content)) return (content as Body[]).flatMap((body) => block(kind, body));
    if (kind === "provider") {
      const [, ...aliased] = (content as { alicloud: Body[] }).alicloud;
      return aliased.flatMap((body) => block('provider "alicloud"', body));
    }
    const isTyped = kind === "resource" || kind === "data";
    return Object.entries(content as Body).flatMap(([name, body]) =>
      isTyped
        ? Object.entries(body as Body).flatMap(([label, inner]) => block(`${kind} "${name}" "${label}"`, inner as Body))
        : block(`${kind} "${name}"`, body as Body),
    );
  });
}

function block(head: string, body: Body): string[] {
  const lines = Object.entries(body).flatMap(([name, value]) =>
    name === "lifecycle" ? block(name, value as Body) : [`${name} = ${valueOf(name, value)}`],
  );
  if (lines.length === 0) return [`${head} {}`];
  return [`${head} {`, ...lines.map((line) => `  ${line}`), "}"];
}

function valueOf(name: string, value: unknown): string {
  if (name === "policy_document") return `<rung ${widthOfDocument(String(value))}>`;
  if (Array.isArray(value)) return `[${value.map((each) => valueOf(name, each)).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([key, each]) => `${key} = ${valueOf(key, each)}`);
    return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  }
  if (typeof value !== "string") return JSON.stringify(value);
  if (BARE.includes(name)) return value;
  const [, expression] = /^\$\{([^}]*)\}$/.exec(value) ?? [];
  return expression ?? JSON.stringify(value);
}
