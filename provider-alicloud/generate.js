// Makes src/ from the provider's schema, in the layout of the prebuilt providers (src/<resource>/index.ts).
// It is what `cdktf get` does, without asking a registry for the schema.

process.env.CHECKPOINT_DISABLE ||= "1"; // loading @cdktf/commons asks Terraform for its version, which phones home
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { CodeMaker, TerraformProviderGenerator } = require("@cdktf/provider-generator");
const { ConstructsMakerProviderTarget, Language, TerraformProviderConstraint } = require("@cdktf/commons");
const { name, version } = require("./package.json").cdktf.provider;

async function main() {
  const schema = JSON.parse(fs.readFileSync(path.join(__dirname, "schema", "alicloud-schema.json"), "utf8"));
  schema.provider_versions = { [name]: version };
  const constraint = new TerraformProviderConstraint(`${name.replace("registry.terraform.io/", "")}@${version}`);
  const code = new CodeMaker();
  new TerraformProviderGenerator(code, schema).generate(
    new ConstructsMakerProviderTarget(constraint, Language.TYPESCRIPT),
  );
  const staging = fs.mkdtempSync(path.join(os.tmpdir(), "provider-alicloud-"));
  try {
    await code.save(staging);
    const target = path.join(__dirname, "src");
    fs.rmSync(target, { recursive: true, force: true });
    fs.cpSync(path.join(staging, "providers", "alicloud"), target, { recursive: true });
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
}

main().catch((error) => {
  console.error(`The bindings could not be generated: ${error.message}`);
  process.exitCode = 1;
});
