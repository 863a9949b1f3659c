import { declaredKeys, groupBy, isAccountKey } from "../keys/declared-keys";
import { comparePlaces } from "../place-order";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { accountSubject, counted } from "../wording";

/** So many of the other resources are shown; a stack may have thousands. */
const SHOWN = 3;

/** A root key beside other resources: the everyday run by a RAM user drops it from the state. */
export const ROOT004: Rule = {
  id: "ROOT004",
  level: "error",
  stages: ["configuration"],
  title: "Root AccessKey in a stack with other resources",
  why:
    "Only the account itself can read its keys. When anyone else runs the stack, Terraform finds the key missing and " +
    "drops it from the state, while it stays live and nobody manages it any more.",
  fix: "move the AccountAccessKey to a stack of its own, which only the account itself applies",
  example: {
    before: `new User(stack, "reports", { userName: "reports" });
new AccountAccessKey(stack, "billing", {
  necessity: "the billing export takes no other credential",
  custody: SecretCustody.pgp(teamPublicKey),
  acknowledgement: {
    statement: "I am aware of the security risks of using a main account AccessKey",
    reason: "no RAM user can call the export",
    until: "2027-03-31",
    owner: "finance@example.com",
  },
});`,
    after: `new User(stack, "reports", { userName: "reports" });
new AccountAccessKey(new TerraformStack(app, "root-key"), "billing", {
  necessity: "the billing export takes no other credential",
  custody: SecretCustody.pgp(teamPublicKey),
  acknowledgement: {
    statement: "I am aware of the security risks of using a main account AccessKey",
    reason: "no RAM user can call the export",
    until: "2027-03-31",
    owner: "finance@example.com",
  },
});`,
  },
  *evaluate({ inventory }) {
    const rootKeys = groupBy(declaredKeys(inventory).filter(isAccountKey), (key) => key.site.stack);
    for (const stack of inventory.stacks) {
      const keys = rootKeys.get(stack.name) ?? [];
      if (keys.length === 0) continue;
      const own = new Set(keys.map((key) => key.site.address));
      const resources = new Map(stack.resources.map((site) => [site.address, site]));
      const others = [...resources.values()].filter(({ address }) => !own.has(address));
      if (others.length === 0) continue;
      others.sort(comparePlaces);
      for (const key of keys) {
        yield violation(key.site, `A root key shares its stack with ${counted(others.length, "other resource")}`, {
          subject: accountSubject(key.account),
          related: others.slice(0, SHOWN),
        });
      }
    }
  },
};
