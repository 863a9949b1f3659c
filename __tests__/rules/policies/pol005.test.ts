import { POL005 } from "../../../lib/rules/policies/pol005";
import { allow, documentOf } from "../grants";
import { accountOf, findingsOf, gist, identity, unknown } from "../inventory";

type Document = Parameters<typeof documentOf>[0];

const TRUST = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs.aliyuncs.com" } };

function judged(document: Document, purpose: "permissions" | "trust" = "permissions"): string[] {
  return findingsOf(POL005, { policyDocuments: [documentOf(document, { purpose })] }).map(
    ({ level, message }) => `${level} ${message.replace(/^.*?: /, "")}`,
  );
}

const when = (Condition: unknown): Document => [allow("oss:GetObject", "*", { Condition })];

describe("POL005", () => {
  it.each<[Document, string]>([
    ["{", "the document is not JSON"],
    ["[]", "the document is not an object"],
    [{ Statement: [allow("a:B")] }, 'Version is not the text "1", the only one that RAM has'],
    [{ Version: 1, Statement: [allow("a:B")] }, 'Version is not the text "1", the only one that RAM has'],
    [{ Version: "2012-10-17", Statement: [allow("a:B")] }, 'Version is not the text "1", the only one that RAM has'],
    [[], "Statement is not a list of at least one statement"],
    [{ Version: "1" }, "Statement is not a list of at least one statement"],
    [["x"], "statement 1 is not an object"],
    [[allow("a:B"), { ...allow("a:B"), Effect: "allow" }], "the Effect of statement 2 is neither Allow nor Deny"],
    [[{ Effect: "Allow", Resource: "*" }], "statement 1 has neither Action nor NotAction"],
    [[allow("a:B", "*", { NotAction: "a:C" })], "statement 1 has both Action and NotAction"],
    [[allow([])], "Action of statement 1 is neither a text nor a list of texts"],
    [[allow(["a:B", ""])], "Action of statement 1 is neither a text nor a list of texts"],
    [[allow("GetObject")], "Action of statement 1 has an entry that is neither * nor service:action"],
    [[{ Effect: "Allow", Action: "a:B" }], "Resource of statement 1 is missing"],
    [[allow("a:B", "*", { Principal: { RAM: "x" } })], "statement 1 has a Principal, which only trust policies have"],
    [when("x"), "the Condition of statement 1 is not an object"],
    [when({ Bool: "acs:MFAPresent" }), '"Bool" in statement 1 is not an object of condition keys'],
  ])("reports what RAM refuses of %j", (document, problem) => {
    expect(judged(document)).toEqual([`error ${problem}`]);
  });

  it.each<[Document, string]>([
    [when({ StringEqualz: { "acs:SourceIp": "x" } }), 'statement 1 has the unknown operator "StringEqualz"'],
    [when({ StringEquals: { "acs:Sourceip4": "x" } }), 'statement 1 has the unknown condition key "acs:Sourceip4"'],
    [when({ StringEquals: { tag: "x" } }), 'statement 1 has the unknown condition key "tag"'],
    [
      when({ Bool: { "acs:MFAPresent": true } }),
      '"acs:MFAPresent" in statement 1 has a value that is not a text; RAM\'s grammar quotes them all',
    ],
    [[allow("a:B", "*", { Sid: "x" })], 'statement 1 has the member "Sid"'],
    [[{ Effect: "Deny", Action: "a:B", NotResource: "x" }], 'statement 1 has the member "NotResource"'],
    [{ Version: "1", Statement: allow("a:B") }, "Statement is one object; RAM's grammar has a list of statements"],
    [{ Version: "1", Statement: [allow("a:B")], Id: "x" }, 'the document has the member "Id"'],
  ])("doubts %j, as a warning", (document, problem) => {
    expect(judged(document)).toEqual([`warning ${problem}`]);
  });

  it.each<[string, Document]>([
    ["single values", [allow("oss:GetObject", "acs:oss:*:*:x")]],
    ["NotAction", [{ Effect: "Deny", NotAction: ["oss:*"], Resource: ["*"] }]],
    [
      "all kinds of conditions",
      when({
        IpAddress: { "acs:SourceIp": ["10.0.0.1"] },
        StringLike: { "acs:SourceVpc": "vpc-*", "oss:Prefix": "x/*", "acs:ResourceTag/team": "bi" },
        Bool: { "acs:mfapresent": "true" },
        DateLessThan: { "acs:CurrentTime": "2030-01-01T00:00:00Z" },
        NumericGreaterThanEquals: { "x:Y": "1" },
      }),
    ],
    ["exactly the longest", JSON.stringify({ Version: "1", Statement: [allow("a:B")] }).padEnd(6144, " ")],
  ])("says nothing of %s", (_, document) => {
    expect(judged(document)).toEqual([]);
  });

  it("judges a trust policy by its own grammar", () => {
    const long = JSON.stringify({ Version: "1", Statement: [TRUST] }).padEnd(7000, " ");
    expect(judged([TRUST], "trust")).toEqual([]);
    expect(judged(long, "trust")).toEqual([]);
    expect(judged([{ ...TRUST, Principal: undefined }], "trust")).toEqual([
      "error statement 1 of a trust policy says in no Principal whom it trusts",
    ]);
    expect(judged([{ ...TRUST, Principal: { AWS: "x" } }], "trust")).toEqual([
      "warning the Principal of statement 1 has a kind beside RAM, Service, Federated",
    ]);
    expect(judged([{ ...TRUST, Principal: { RAM: [] } }], "trust")).toEqual([
      "error RAM of the Principal of statement 1 is neither a text nor a list of texts",
    ]);
    expect(judged([{ ...TRUST, Resource: "*" }], "trust")).toEqual([
      "warning statement 1 of a trust policy has a Resource; RAM's grammar has none there",
    ]);
  });

  it("counts characters by the quota of the account", () => {
    const text = JSON.stringify({ Version: "1", Statement: [allow("a:B")] });
    const long = (characters: number, maximum?: number): string[] => {
      const quotas = maximum === undefined ? {} : { quotas: { policyDocumentCharacters: maximum } };
      const account = accountOf("1", { declared: { accountId: "1", ...quotas } });
      const owner = identity("policy", "p", { account });
      const document = documentOf(text.padEnd(characters, " "), { identity: owner });
      return findingsOf(POL005, { policyDocuments: [document] }).map(({ message }) => message);
    };
    expect(long(6145)).toEqual(["The document has 6145 characters; RAM allows 6144"]);
    expect(long(6145, 8000)).toEqual([expect.stringMatching(/^The document has 6145 .*only the code says .* 8000/)]);
    expect(long(8001, 8000)).toEqual(["The document has 8001 characters; RAM allows 6144"]);
    expect(long(200, 100)).toEqual(["The document has 200 characters; RAM allows 100"]);
  });

  it("reports a missing document, but not that of a policy which exists already", () => {
    expect(judged(null)).toEqual(["error RAM takes no policy without a document"]);
    const adopted = documentOf(null, { identity: identity("policy", "p", { created: false }) });
    expect(findingsOf(POL005, { policyDocuments: [adopted] })).toEqual([]);
  });

  it("is indeterminate, as an info, when the document is not known", () => {
    const policyDocuments = [documentOf(unknown("alicloud_ram_policy.it.policy_document"))];
    expect(gist(findingsOf(POL005, { policyDocuments }))).toEqual(["info indeterminate app/policy"]);
  });

  it("takes hostile documents as they come", () => {
    const deep = "[".repeat(15_000) + "]".repeat(15_000);
    expect(judged(`{"Version":"1","Statement":${deep}}`)).toContain("error statement 1 is not an object");
    expect(judged(" ".repeat(40_000))).toContain("error the document is far longer than any that RAM takes");
    expect(judged('{"Version":"1","Statement":[{"__proto__":{"Effect":"Allow"}}]}')).toContainEqual(
      "error the Effect of statement 1 is neither Allow nor Deny",
    );
  });
});
