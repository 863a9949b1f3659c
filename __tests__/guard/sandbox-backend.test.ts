import { join } from "node:path";
import { LocalBackend, OssBackend, TerraformOutput, type App } from "cdktf";
import { User } from "../../lib";
import { newApp, newStack, synthesised } from "./fixtures";

/** Two stacks, the second of which reads the first one's state. */
function twoStacks(): App {
  const app = newApp();
  const producer = newStack(app, "producer");
  new OssBackend(producer, { bucket: "states", key: "producer", encrypt: true, tablestoreTable: "locks" });
  const user = new User(producer, "user", { userName: "user" });
  const consumer = newStack(app, "consumer");
  new LocalBackend(consumer, { path: "consumer.tfstate" });
  new TerraformOutput(consumer, "name", { value: user.userName });
  return app;
}

describe("backends under the sandbox", () => {
  const directory = join("/somewhere", ".ramparts", "sandbox");

  afterEach(() => {
    delete process.env.RAMPARTS_SANDBOX;
  });

  it("are those of the code outside the sandbox", () => {
    const app = twoStacks();
    app.synth();
    expect(synthesised(app, "producer").terraform).toMatchObject({ backend: { oss: { bucket: "states" } } });
  });

  it("are local ones in the directory of the sandbox, whatever the code declares", () => {
    process.env.RAMPARTS_SANDBOX = directory;
    const app = twoStacks();
    app.synth();
    for (const stack of ["producer", "consumer"]) {
      expect((synthesised(app, stack).terraform as { backend: unknown }).backend).toEqual({
        local: {
          path: join(directory, "terraform", `${stack}.tfstate`),
          workspace_dir: join(directory, "terraform", stack),
        },
      });
    }
  });

  it("are followed by the references between stacks", () => {
    process.env.RAMPARTS_SANDBOX = directory;
    const app = twoStacks();
    app.synth();
    const data = synthesised(app, "consumer").data as { terraform_remote_state: Record<string, unknown> };
    expect(Object.values(data.terraform_remote_state)).toEqual([
      expect.objectContaining({
        backend: "local",
        config: {
          path: join(directory, "terraform", "producer.tfstate"),
          workspace_dir: join(directory, "terraform", "producer"),
        },
        workspace: "${terraform.workspace}",
      }),
    ]);
  });
});
