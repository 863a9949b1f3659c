import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Manifest, TerraformStack } from "cdktf";
import { annotate } from "../../lib/guard/annotations";
import { thirdKey } from "../report/findings";

describe("the annotations of a manifest", () => {
  it("lose no finding of a stack whose name was redacted", () => {
    const directory = mkdtempSync(join(tmpdir(), "ramparts-annotations-"));
    const manifest = new Manifest("0.21.0", directory, false);
    rmSync(directory, { recursive: true });
    manifest.forStack(new TerraformStack(new App(), "stack"));
    annotate(manifest, [thirdKey({ stack: "[redacted]" })], undefined);
    expect(manifest.stacks["stack"]?.annotations).toMatchObject([{ level: "@cdktf/error" }]);
  });
});
