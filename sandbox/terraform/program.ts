import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { PROVIDER_SOURCES } from "./addresses";

/** The executable that a shell would start under that name; undefined when there is none. */
export function findProgram(name: string, path: string | undefined): string | undefined {
  if (name.includes("/")) return isExecutable(name) ? name : undefined;
  return (path ?? "")
    .split(delimiter)
    .map((folder) => join(folder || ".", name))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * What stands before Terraform in the sandbox. A CLI configuration says what is installed, but Terraform starts what is
 * installed already, from wherever it came (`-plugin-dir`, another data directory, by hand).
 *
 * @param program Terraform's executable
 * @param configuration the CLI configuration of the sandbox
 */
export function programBefore(program: string, configuration: string): string {
  return `#!/bin/sh
# Stands before Terraform in "ramparts sandbox", and refuses what would start the real provider of Alibaba Cloud.
refuse() {
  echo "ramparts: Terraform is not started in the sandbox, since it would work on a real account: $1" >&2
  exit 1
}

case $TF_REATTACH_PROVIDERS in
  *'"${PROVIDER_SOURCES[0]}"'*) ;;
  *) refuse 'TF_REATTACH_PROVIDERS no longer leads to the sandbox. Do not set it in here.' ;;
esac

[ -n "$TF_CLI_CONFIG_FILE" ] || export TF_CLI_CONFIG_FILE=${quoted(configuration)}
if [ -f "$TF_CLI_CONFIG_FILE" ] && grep -Eiq '/alicloud"?[[:space:]]*[=:]' "$TF_CLI_CONFIG_FILE"; then
  refuse "$TF_CLI_CONFIG_FILE names a provider alicloud to start (dev_overrides). Leave it out."
fi

folder=.
for argument in "$@"; do
  case $argument in
    -chdir=*) folder=\${argument#-chdir=} ;;
    -*) ;;
    *) break ;;
  esac
done
data=\${TF_DATA_DIR:-.terraform}
case $data in
  /*) ;;
  *) data=$folder/$data ;;
esac

for provider in "$data"/providers/*/*/[Aa][Ll][Ii][Cc][Ll][Oo][Uu][Dd]; do
  [ -e "$provider" ] || continue
  case \${provider#"$data/providers/"} in
    ${PROVIDER_SOURCES.join(" | ")}) ;;
    *) refuse "a provider alicloud is installed in $provider. The sandbox serves aliyun/alicloud of\
 registry.terraform.io and registry.opentofu.org alone. Remove that folder, and name this source." ;;
  esac
done

if grep -Eq '"type": *"(cloud|remote)"' "$data/terraform.tfstate" 2>/dev/null; then
  refuse "the backend runs Terraform elsewhere, with the real provider. Use another one."
fi

exec ${quoted(program)} "$@"
`;
}

/** As a shell reads it as one word. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
