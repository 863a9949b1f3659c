import { parseHcl1 } from "../../../sandbox/terraform/hcl1";

describe("the language of Terraform's CLI configuration", () => {
  it("is read with its blocks, labels, lists, maps, comments and quoted names", () => {
    const text = `
      # one
      disable_checkpoint = true // two
      /* three { */
      provider_installation {
        dev_overrides {
          "hashicorp/random" = "/random"
        }
        filesystem_mirror {
          path    = "/a \\"mirror\\""
          include = ["example.com/*/*", "*/*/*",]
        }
        direct {}
        direct { exclude = [] }
      }
      credentials "app.example.com" { token = "x#y" }
      host "app.example.com" { services = { "modules.v1" = "https://example.com/m", number = 1 } }
    `;
    expect(parseHcl1(text)).toEqual({
      disable_checkpoint: true,
      provider_installation: [
        {
          dev_overrides: [{ "hashicorp/random": "/random" }],
          filesystem_mirror: [{ path: '/a "mirror"', include: ["example.com/*/*", "*/*/*"] }],
          direct: [{}, { exclude: [] }],
        },
      ],
      credentials: [{ "app.example.com": [{ token: "x#y" }] }],
      host: [{ "app.example.com": [{ services: { "modules.v1": "https://example.com/m", number: 1 } }] }],
    });
  });

  it.each([
    ["direct {", "it ends in the middle of a block"],
    ["a = [1", "it ends in the middle of a block"],
    ["a = }", "it has no value at }"],
    ["a =", "it ends in the middle of a block"],
    ['"a\\q" = 1', "it has no name or text at a text"],
  ])("is refused in %j", (text, problem) => {
    expect(() => parseHcl1(text)).toThrow(problem);
  });
});
