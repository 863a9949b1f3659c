import { AnnotationMetadataEntryType, type Manifest, type StackAnnotation } from "cdktf";
import { renderDetails } from "../report/human";
import { printable } from "../report/printable";
import type { Finding } from "../rules/finding";
import { summary } from "../rules/summary";

const LEVELS = {
  error: AnnotationMetadataEntryType.ERROR,
  warning: AnnotationMetadataEntryType.WARN,
  info: AnnotationMetadataEntryType.INFO,
} as const;

/**
 * Puts findings where the CLI looks for annotations: errors and warnings one by one, the rest as a count for each
 * stack. They carry no stack trace, of which the CLI would print twenty lines for each.
 */
export function annotate(manifest: Manifest, findings: readonly Finding[], breakGlass: string | undefined): void {
  const byStack = new Map<string, Finding[]>();
  // What is found in ramparts.yaml concerns no stack more than another, and a name that looks like a credential is
  // redacted, so that its stack is not found by it: the first one shows both.
  const [first = ""] = Object.keys(manifest.stacks);
  for (const finding of findings) {
    const name = Object.hasOwn(manifest.stacks, finding.stack) ? finding.stack : first;
    const known = byStack.get(name);
    if (known) known.push(finding);
    else byStack.set(name, [finding]);
  }
  for (const [name, { constructPath, annotations }] of Object.entries(manifest.stacks)) {
    if (breakGlass !== undefined) {
      const message = `break glass: ${printable(breakGlass)}; errors that can be accepted are warnings in this run`;
      annotations.push({ constructPath, level: AnnotationMetadataEntryType.WARN, message });
    }
    for (const annotation of annotationsOf(byStack.get(name) ?? [], constructPath)) annotations.push(annotation);
  }
}

function* annotationsOf(findings: readonly Finding[], stackPath: string): Iterable<StackAnnotation> {
  for (const finding of findings) {
    if (finding.acknowledged || finding.level === "info") continue;
    yield {
      constructPath: printable(finding.path ?? `${stackPath} ${finding.address}`),
      level: LEVELS[finding.level],
      message: `${finding.rule} ${renderDetails(finding)}`,
    };
  }
  const { info, acknowledged } = summary(findings);
  const rest = [
    ...(info > 0 ? [`${info} note${info === 1 ? "" : "s"}`] : []),
    ...(acknowledged > 0 ? [`${acknowledged} acknowledged finding${acknowledged === 1 ? "" : "s"}`] : []),
  ];
  if (rest.length > 0) {
    const message = `ramparts: ${rest.join(" and ")}; "ramparts check" shows them`;
    yield { constructPath: stackPath, level: LEVELS.info, message };
  }
}
