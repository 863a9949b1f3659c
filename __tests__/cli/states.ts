/** An AccessKey of a state, 18 months old on the day of the tests. */
export const ID = "id-of-key-number-one";
export const KEY = { id: ID, user_name: "etl", status: "Active", create_time: "2025-01-01T00:00:00Z" };

/** A state as `terraform show -json` prints it. */
export function stateOf(...keys: object[]): object {
  const resources = keys.map((values, index) => {
    const address = `alicloud_ram_access_key.k${index}`;
    return { address, mode: "managed", type: "alicloud_ram_access_key", name: `k${index}`, values };
  });
  return { format_version: "1.0", terraform_version: "1.11.4", values: { root_module: { resources } } };
}
