import type { Manifest } from "../manifest/manifest";
import type { FormerConsumers } from "../plan/affected";

/** Who uses the keys of a manifest, by their addresses. */
export function formerConsumers({ accounts }: Manifest): FormerConsumers {
  const keys = accounts.flatMap(({ users, rootKeys, ownerlessKeys }) => [
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
