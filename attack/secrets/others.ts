/** Where a secret can be typed into ramparts.yaml: refused, or shown in what is found. */
export const SETTINGS: Readonly<Record<string, (secret: string) => string>> = {
  "the name of a rule": (secret) => `rules:\n  ${quoted(secret)}: warning\n`,
  "a level": (secret) => `rules:\n  KEY011: ${quoted(secret)}\n`,
  "a profile": (secret) => `profile: ${quoted(secret)}\n`,
  "a member": (secret) => `${quoted(secret)}: 1\n`,
  "a member that stands twice": (secret) => `rules:\n  KEY011: off\n${quoted(secret)}: 1\n${quoted(secret)}: 2\n`,
  "a rule that stands twice": (secret) => `rules:\n  ${quoted(secret)}: off\n  ${quoted(secret)}: off\n`,
  "a threshold": (secret) => `thresholds:\n  ${quoted(secret)}: 1\n`,
  "the value of a threshold": (secret) => `thresholds:\n  maximumKeyAgeDays: ${quoted(secret)}\n`,
  "a quota": (secret) => `quotas:\n  ${quoted(secret)}: 1\n`,
  "the value of a quota": (secret) => `quotas:\n  accessKeysPerUser: ${quoted(secret)}\n`,
  "a fingerprint": (secret) => `pgpFingerprints:\n  - ${quoted(secret)}\n`,
  "the rule of an acknowledgement that is none": (secret) => acknowledgement("x", `rule: ${quoted(secret)}`),
  "the date of an acknowledgement": (secret) => acknowledgement("x", `until: ${quoted(secret)}`),
  "the reason of an acknowledgement, told": (secret) => acknowledgement(`password=${secret}`),
  "a member of an acknowledgement": (secret) => acknowledgement("x", `${quoted(secret)}: 1`),
  "no YAML": (secret) => `profile: [${secret}\n`,
  "a text alone": (secret) => quoted(secret),
};

function quoted(secret: string): string {
  return JSON.stringify(secret);
}

function acknowledgement(reason: string, last = "owner: me"): string {
  const members = [`rule: KEY999`, `address: a.b`, `reason: ${quoted(reason)}`, `until: "2020-01-01"`, last];
  return `acknowledgements:\n  - ${members.join("\n    ")}\n`;
}

/** The variables of a run. */
export const ENVIRONMENT: Readonly<Record<string, (secret: string) => Readonly<Record<string, string>>>> = {
  "the reason of an emergency": (secret) => ({ RAMPARTS_BREAK_GLASS: `the key ${secret} has leaked` }),
  "a reason that repeats a variable": (secret) => ({
    RAMPARTS_BREAK_GLASS: `rotate ${secret} now`,
    TF_VAR_password: secret,
  }),
};

/** A manifest before a change and after it. */
export const MANIFESTS: Readonly<Record<string, (secret: string) => readonly [before: string, after: string]>> = {
  "a necessity that is new": (secret) => [manifest("text"), manifest(secret)],
  "a necessity that goes": (secret) => [manifest(`x ${secret}`), manifest("text")],
  "the name of a user that is new": (secret) => [manifest("text"), manifest("text", secret)],
  "an owner that is new": (secret) => [manifest("text"), manifest("text", "etl", secret)],
  "what is not known": (secret) => [manifest("text"), manifest("text", "etl", "team", secret)],
};

/** What is no manifest. */
export const BROKEN_MANIFESTS: Readonly<Record<string, (secret: string) => string>> = {
  "a member": (secret) => manifest("text").replace("custody:", `${quoted(secret)}: 1\n            custody:`),
  "a member that stands twice": (secret) => `${manifest("text")}${quoted(secret)}: 1\n${quoted(secret)}: 2\n`,
  "a version": (secret) => manifest("text").replace("rampartsManifest: 1", `rampartsManifest: ${quoted(secret)}`),
  "a value": (secret) => manifest("text").replace("kind: keybase", `kind: ${quoted(secret)}`),
  "no YAML": (secret) => `rampartsManifest: 1\n[${secret}`,
  "a text alone": (secret) => quoted(secret),
};

function manifest(necessity: string, user = "etl", owner = "team", unknown = "it is a variable"): string {
  return `rampartsManifest: 1
accounts:
  - account: stack:app/alicloud
    users:
      - name: ${quoted(user)}
        address: app/alicloud_ram_user.etl
        accessKeys:
          - name: k
            address: app/alicloud_ram_access_key.k
            custody:
              kind: keybase
              recipient: somebody
            necessity: ${quoted(necessity)}
            consumers:
              - service: s
                name: n
                owner: ${quoted(owner)}
unresolved:
  - address: app/alicloud_ram_user_policy_attachment.a
    about: policy P
    unknown: ${quoted(unknown)}
`;
}
