import { Command, Option } from "commander";
import { CommandError, resetSandbox, runInSandbox, sandboxDirectory, showAccount, SandboxError } from "../../sandbox";

/** `ramparts sandbox`: runs a command with the embedded account behind Terraform's provider. */
export function sandboxCommand(): Command {
  const command = new Command("sandbox")
    .description("run a command on an embedded account: no Alibaba Cloud account is needed or touched")
    .usage("[options] -- <command> [arguments…]")
    .addHelpText("after", "\nOptions of a run, before the --:\n  --as terraform|root\n  --account-id <digits>");
  command
    .command("run", { hidden: true })
    .usage("[options] -- <command> [arguments…]")
    .argument("[command...]", "command to run, such as: cdktf deploy --auto-approve")
    .addOption(
      new Option("--as <caller>", "who runs Terraform: the RAM user terraform, or the account itself")
        .choices(["terraform", "root"])
        .default("terraform"),
    )
    .option("--account-id <digits>", "id of the account that is made at the first use")
    .action(run);
  command
    .command("show")
    .description("list what the account holds")
    .action(() => void process.stdout.write(showAccount(sandboxDirectory())));
  command
    .command("reset")
    .description("delete the account and its Terraform state")
    .action(() => void process.stdout.write(resetSandbox(sandboxDirectory())));
  // Set last: the subcommands would inherit it, and their mistakes are others.
  return command.showHelpAfterError(
    "The command to run goes after --, and options of the sandbox before it, such as:\n" +
      "  ramparts sandbox -- npx cdktf deploy",
  );
}

interface Options {
  readonly as: "terraform" | "root";
  readonly accountId?: string;
}

async function run([executable, ...args]: string[], options: Options): Promise<void> {
  if (executable === undefined) {
    throw new SandboxError("There is no command to run. For example: ramparts sandbox -- terraform plan");
  }
  const { accountId } = options;
  try {
    process.exitCode = await runInSandbox(executable, args, {
      caller: options.as,
      ...(accountId !== undefined && { accountId }),
    });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    process.stderr.write(`ramparts: ${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}
