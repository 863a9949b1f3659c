import type { Rule } from "../rule";
import { violation } from "../rule";
import { detailsOf, nameOf, judgedKeys } from "./holders";

const ARGUMENTS = ["pgp_key", "secret_file", "user_name"];

/** An edit that looks harmless and replaces a key. */
export const PLN013: Rule = {
  id: "PLN013",
  level: "warning",
  stages: ["plan"],
  title: "AccessKey replaced by an edit of an argument",
  why:
    "The provider cannot change these arguments of a key that exists: the key is replaced, with another id and " +
    "secret, although the edit was about its recipient, a file or a name.",
  fix:
    "put the argument under ignore_changes, so that the next rotation takes it; or replace the key as a rotation does, " +
    "after it was disabled",
  example: {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["delete", "create"],
        "before": {
          "user_name": "etl",
          "pgp_key": "<key of the data team>"
        },
        "after": {
          "user_name": "etl",
          "pgp_key": "<key of the sales team>"
        },
        "replace_paths": [["pgp_key"]] } }
  ]
}`,
    after: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["no-op"],
        "before": {
          "user_name": "etl",
          "pgp_key": "<key of the data team>"
        },
        "after": {
          "user_name": "etl",
          "pgp_key": "<key of the data team>"
        } } }
  ]
}`,
  },
  *evaluate(context) {
    const renamed = new Set(context.review?.renames.map(({ holder }) => holder));
    for (const held of judgedKeys(context)) {
      const { key, holder } = held;
      if (key.change?.action !== "replace" || key.part === "after") continue;
      // A user that is renamed is another finding.
      const paths = key.change.replacePaths.filter(
        (path) => ARGUMENTS.includes(path) && !(path === "user_name" && renamed.has(holder)),
      );
      if (paths.length === 0) continue;
      const edit = paths.length === 1 ? `an edit of ${paths[0]}` : `edits of ${paths.join(" and ")}`;
      yield violation(key.site, `${nameOf(held)} is replaced by ${edit}`, detailsOf(holder));
    }
  },
};
