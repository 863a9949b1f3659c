import type { FormerConsumers } from "../plan/affected";
import { readManifestFile } from "./manifest-file";

/**
 * Who uses the keys of a manifest, by their addresses.
 *
 * @throws InputError for what is no manifest
 */
export function formerConsumers(file: string): FormerConsumers {
  const keys = readManifestFile(file).accounts.flatMap(({ users, rootKeys, ownerlessKeys }) => [
    ...users.flatMap(({ accessKeys }) => accessKeys),
    ...rootKeys,
    ...ownerlessKeys,
  ]);
  return new Map(
    keys.map(({ address, consumers }) => [
      address,
      consumers.map(({ runbook, ...consumer }) => ({ ...consumer, ...(runbook !== null && { runbook }) })),
    ]),
  );
}
