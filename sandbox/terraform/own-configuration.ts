import { readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { SandboxError } from "../sandbox-error";
import { systemReason } from "../store/disk";
import { parseHcl1, type Body } from "./hcl1";

/** What the CLI configuration of whoever runs the sandbox says; each part as often as it is there. */
export function ownConfiguration(environment: NodeJS.ProcessEnv): readonly Body[] {
  return filesOf(environment)
    .map(read)
    .filter((body) => body !== undefined);
}

/** One that is named is the only one, as for Terraform. */
function filesOf(environment: NodeJS.ProcessEnv): string[] {
  const named = environment["TF_CLI_CONFIG_FILE"] || environment["TERRAFORM_CONFIG"];
  if (named) return [named];
  const home = environment["HOME"] || homedir();
  const more = join(home, ".terraform.d");
  const names = list(more).filter((name) => name.endsWith(".tfrc") || name.endsWith(".tfrc.json"));
  return [join(home, ".terraformrc"), join(home, ".tofurc"), ...names.map((name) => join(more, name))];
}

function read(file: string): Body | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    // Terraform goes on without one that is not there, too.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw refused(file, systemReason(error));
  }
  try {
    return text.trimStart().startsWith("{") ? (JSON.parse(text) as Body) : parseHcl1(text);
  } catch (error) {
    throw refused(file, error instanceof SyntaxError ? "it is not JSON" : (error as Error).message);
  }
}

function refused(file: string, problem: string): SandboxError {
  return new SandboxError(
    `Terraform's CLI configuration ${file} cannot be read: ${problem}. Correct it, or leave it out of the sandbox by ` +
      "TF_CLI_CONFIG_FILE=/dev/null.",
  );
}

/** Providers in a directory of plugins, as HOST/NAMESPACE/TYPE; none where there is no such directory. */
export function providersIn(directory: string): string[] {
  return list(directory).flatMap((host) =>
    list(join(directory, host)).flatMap((namespace) =>
      list(join(directory, host, namespace)).map((type) => `${host}/${namespace}/${type}`),
    ),
  );
}

/** Directories of plugins in which Terraform looks unasked. */
export function impliedMirrors(environment: NodeJS.ProcessEnv): string[] {
  const home = environment["HOME"] || homedir();
  const shared = environment["XDG_DATA_DIRS"] || "/usr/local/share:/usr/share";
  const data = [environment["XDG_DATA_HOME"] || join(home, ".local", "share"), ...shared.split(":")];
  const support = join("Library", "Application Support", "io.terraform", "plugins");
  return [
    join(process.cwd(), "terraform.d", "plugins"),
    join(home, ".terraform.d", "plugins"),
    ...(process.platform === "darwin" ? [join(home, support), join("/", support)] : []),
    ...data.map((folder) => join(folder, "terraform", "plugins")),
  ].filter((directory) => list(directory).length > 0);
}

function list(directory: string): string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    return [];
  }
}
