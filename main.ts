import { readFileSync } from "node:fs";
import { App, TerraformStack } from "cdktf";
import { AccessKeyScenario, Account, AlicloudProvider, Consumer, Policy, SecretCustody, User } from "ramparts";

const app = new App();
const stack = new TerraformStack(app, "analytics-credentials");
new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
new Account(stack, "account", { accountId: "1234567890123456" });

// Only the analytics team can decrypt the secrets: what reaches the Terraform state is encrypted to this key.
const custody = SecretCustody.pgp(readFileSync("keys/analytics-team.asc", "utf8"));

// The dashboard service reads one Hologres instance.
const dashboards = new User(stack, "hologres-bi", {
  userName: "hologres-bi",
  comments: "dashboards on Hologres",
});
dashboards.attachPolicy(
  new Policy(stack, "hologres-bi-read", {
    policyName: "hologres-bi-read",
    description: "Look at the Hologres instance of the dashboards",
    document: {
      Version: "1",
      Statement: [
        {
          Effect: "Allow",
          Action: "hologram:GetInstance",
          Resource: "acs:hologram:cn-hangzhou:1234567890123456:instance/hgpostcn-bi",
        },
      ],
    },
  }),
);
dashboards
  .addAccessKey("dashboards", {
    scenario: AccessKeyScenario.THIRD_PARTY_SERVICE,
    necessity: "the dashboard service signs in to Hologres with an AccessKey pair and supports nothing else",
    custody,
    consumers: [
      Consumer.of("hologres", "bi-production", {
        owner: "bi-team@example.com",
        runbook: "https://wiki.example.com/bi/rotate-access-key",
      }),
    ],
  })
  .outputEncryptedSecret();

// The loader in our own data centre fills one AnalyticDB for MySQL cluster.
const loader = new User(stack, "adb-loader", {
  userName: "adb-loader",
  comments: "nightly load into AnalyticDB for MySQL",
});
loader.attachPolicy(
  new Policy(stack, "adb-loader-load", {
    policyName: "adb-loader-load",
    description: "Submit load jobs to the analytics cluster",
    document: {
      Version: "1",
      Statement: [
        {
          Effect: "Allow",
          Action: ["adb:DescribeDBClusterAttribute", "adb:SubmitSparkApp", "adb:GetSparkAppState"],
          Resource: "acs:adb:cn-hangzhou:1234567890123456:dbcluster/am-analytics",
        },
      ],
    },
  }),
);
loader
  .addAccessKey("nightly-load", {
    scenario: AccessKeyScenario.ON_PREMISES_APPLICATION,
    necessity: "the loader runs in our own data centre, where no instance role can be assumed",
    custody,
    consumers: [
      Consumer.of("analyticdb-mysql", "nightly-load", {
        owner: "data-platform@example.com",
        runbook: "https://wiki.example.com/data/nightly-load",
      }),
    ],
  })
  .outputEncryptedSecret();

app.synth();
