import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { member, objectsIn, stringMember } from "../json/json";
import { pathError, readJson } from "./terraform-files";

/**
 * Where Terraform has installed the modules of a configuration. It takes a module from there as long as its source is
 * the same, wherever that is: whoever can write the file decides which module runs (measured with Terraform 1.11).
 */
export class InstalledModules {
  private readonly file: string;
  private readonly places = new Map<string, { readonly source: string; readonly directory: string }>();

  constructor(private readonly root: string) {
    this.file = join(root, ".terraform", "modules", "modules.json");
    if (!existsSync(this.file)) return;
    for (const each of objectsIn(member(readJson(this.file), "Modules"))) {
      const [key, source, directory] = ["Key", "Source", "Dir"].map((name) => stringMember(each, name));
      if (key != null && source != null && directory != null) this.places.set(key, { source, directory });
    }
  }

  /** @throws InputError where Terraform would take a local module from another place than its source says */
  refuseOther(path: readonly string[], place: string): void {
    const installed = this.places.get(path.join("."));
    if (installed === undefined || !/^\.{1,2}\//.test(installed.source)) return;
    const directory = resolve(this.root, installed.directory);
    if (directory === resolve(place)) return;
    const module = path.map((each) => `module.${each}`).join(".");
    throw pathError(
      this.file,
      `says that ${module} lies in ${JSON.stringify(installed.directory)}, and Terraform would run that instead of what ` +
        'the configuration names. Delete the folder ".terraform/modules", and run "terraform init" again.',
    );
  }
}
