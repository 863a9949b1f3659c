type Environment = Readonly<Record<string, string | undefined>>;

/** Arguments that would change versions or state, or give another exit code or output than what is read here. */
const NOT_TAKEN =
  /(?<=^|\s)(["']?)--?(?:upgrade|migrate-state|force-copy|detailed-exitcode|json)(?:=[^\s"']*)?\1(?=\s|$)/g;
/** The other commands have nothing that a user could want to add to. */
const ARGUMENTS_TAKEN = ["TF_CLI_ARGS", "TF_CLI_ARGS_init", "TF_CLI_ARGS_plan"];

/** What turns the refresh of a plan off, in the spellings that Go takes for false. */
const WITHOUT_REFRESH = /(?<=^|\s)(["']?)--?refresh=(?:0|[fF]|false|FALSE|False)\1(?=\s|$)/;

/** Whether Terraform asks the service for what is in the state before it plans. */
export function isRefreshing(environment: Environment): boolean {
  return !["TF_CLI_ARGS", "TF_CLI_ARGS_plan"].some((name) => WITHOUT_REFRESH.test(environment[name] ?? ""));
}

/** The program to run, from the variable that tells it to the CDKTF CLI too. */
export function terraformBinary(environment: Environment): string {
  return environment["TERRAFORM_BINARY_NAME"] || "terraform";
}

/**
 * The environment in which Terraform runs: that of the user, since credentials, variables, workspaces, mirrors and the
 * plugin cache are in it, with these differences.
 *
 * - `TF_CLI_ARGS`, `TF_CLI_ARGS_init` and `TF_CLI_ARGS_plan` count, for the sake of `-var-file`, `-backend-config` or
 *   `-target`, which the apply will have too; also `-destroy`, of which the review then is. Left out of them is what
 *   upgrades providers or moves state, which a review does not do, and what changes how results are told. What is
 *   given here as well (`-out`, `-input`) follows them and so wins. Other `TF_CLI_ARGS_…` do not count.
 * - `TF_LOG…` counts only with `TF_LOG_PATH`: a log in Terraform's error output would not be shown, but read.
 * - Nothing is asked for, and newer versions of Terraform are not looked for.
 */
export function terraformEnvironment(parent: Environment): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(parent)) {
    if (value === undefined || (name.startsWith("TF_LOG") && !parent["TF_LOG_PATH"])) continue;
    if (!name.startsWith("TF_CLI_ARGS")) environment[name] = value;
    else if (ARGUMENTS_TAKEN.includes(name)) environment[name] = value.replace(NOT_TAKEN, "").trim();
  }
  return { ...environment, TF_INPUT: "0", TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" };
}
