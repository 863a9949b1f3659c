/**
 * Services that do not look at the network restriction of an AccessKey, as consumers may be called: in small letters,
 * letters and digits only.
 *
 * Source: https://alibabacloud.com/help/en/ram/user-guide/accesskey-network-access-restriction-policy (2025-03-27).
 */
const IGNORING_NETWORK_RESTRICTIONS: ReadonlySet<string> = new Set([
  "hologres",
  "rocketmq",
  "apsaramqforrocketmq",
  "rabbitmq",
  "apsaramqforrabbitmq",
  "mqtt",
  "apsaramqformqtt",
  "eventbridge",
  "mns",
  "smq",
  "simplemessagequeue",
  "cloudmonitoreventreporting",
]);

/** Whether a network restriction of the key would do nothing for this consumer. */
export function ignoresNetworkRestrictions(service: string): boolean {
  return IGNORING_NETWORK_RESTRICTIONS.has(service.toLowerCase().replace(/[^a-z0-9]/g, ""));
}
