/*
 * What a text looks like. Names and passwords overlap, so that none of this proves anything: it decides where a text
 * that is known for a secret may stay, and whether one that stands beside a telling name is its value.
 */

/** `hologres`, `BI`, `ReadOnlyAccess`, `etl2`: a word, and few digits behind it. */
const WORD = "(?:[a-z]+|[A-Z]+|[a-z]*(?:[A-Z][a-z]{2,})+)\\d{0,4}";
const NAME = new RegExp(`^${WORD}(?:[-_.@](?:${WORD}|\\d{1,8}))*$`);
const PLAIN_WORD = /^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+)$/;
const KINDS = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^0-9A-Za-z]/];

/** Whether a text might as well be the name of something: words with marks between them. */
export function isLikeName(text: string): boolean {
  return NAME.test(text);
}

/** Whether a text is one word of one case, as prose has them. */
export function isPlainWord(text: string): boolean {
  return PLAIN_WORD.test(text);
}

/** Whether letters and digits change so often in a text that nobody has made it to be read. */
export function isLikeRandom(text: string): boolean {
  let changes = 0;
  let last = -1;
  for (const character of text) {
    const kind = KINDS.findIndex((each) => each.test(character));
    if (kind === 3) continue;
    if (last !== -1 && kind !== last && !(last === 1 && kind === 0)) changes++;
    last = kind;
  }
  return changes >= 3 && /[0-9]/.test(text) && /[A-Za-z]/.test(text);
}

/** Shorter ones are no secret that anybody would use. */
const SHORTEST_SECRET = 8;
/** `constructor`, `resource_changes`: what a person who writes names has mistyped. */
const PLAIN_NAME = /^_*[a-z]+(?:[_-][a-z]+)*_*$/;

/** Whether an error may quote what somebody has typed where no such text is allowed: it may be a secret. */
export function mayBeQuoted(text: string): boolean {
  return text.length < SHORTEST_SECRET || PLAIN_NAME.test(text) || isOwnWord(text);
}

/** What reports of ramparts say by themselves: no secret, also where a mask is on the value. */
const OWN_WORDS = new Set(
  [
    ...["Inactive", "disabled", "AccessKey", "AccessKeys", "AccessKeyId", "RAMCredentials", "RAMUser", "Terraform"],
    ...["AssumedRoleUser", "AdministratorAccess", "unrestricted", "restricted", "terraform", "alicloud", "ramparts"],
    // Of the regions of Alibaba Cloud: https://www.alibabacloud.com/help/en/ecs/user-guide/regions-and-zones, 2026.
    ...["qingdao", "beijing", "zhangjiakou", "huhehaote", "wulanchabu", "hangzhou", "shanghai", "nanjing", "fuzhou"],
    ...["shenzhen", "heyuan", "guangzhou", "chengdu", "hongkong", "wuhan-lr", "zhengzhou-jva"],
  ].flatMap((word) => [word, `cn-${word}`]),
);
const OTHER_REGION = /^(?:ap|us|eu|me|na)-(?:south|north)?(?:east|west|central|south)-\d$/;
const DATE = /^\d{4}-\d\d-\d\d(?:T[\d:.]{1,15}Z?)?$/;
const RESOURCE_TYPE = /^alicloud_[a-z0-9_]+$/;
const SYSTEM_POLICY = /^Aliyun[A-Z][A-Za-z]+(?:Access|Policy)$/;

/** Whether a report says a text by itself: a status, a region, a date, a type of resources, a policy of the service. */
export function isOwnWord(text: string): boolean {
  return OWN_WORDS.has(text) || [OTHER_REGION, DATE, RESOURCE_TYPE, SYSTEM_POLICY].some((form) => form.test(text));
}
