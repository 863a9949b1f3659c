import { notedTexts } from "../../lib/inventory/noted-texts";

const LONG = "x".repeat(300);
/** Put together, so that no scanner takes it for one. */
const ID = ["LT", "AI"].join("") + "4Fixture4Fixture4Fix";

describe("notedTexts", () => {
  const textsOf = (document: object) => notedTexts(document).map(({ text }) => text);

  it.each([
    ["an id", ID],
    ["the name of a secret", "SECRET_KEY=abc"],
    ["a URL", "https://example.com"],
    ["the source of a module", "git::user@host"],
  ])("notes a text that holds %s, however long it is", (_, text) => {
    expect(textsOf({ short: text, long: [LONG + text, LONG] })).toEqual([text, LONG + text]);
  });

  it("leaves out what is nothing of the kind, however often it stands there", () => {
    expect(textsOf({ name: "etl", pgp_key: LONG, list: [LONG, LONG, "etl", 1, null, { comment: LONG }] })).toEqual([]);
  });

  it("notes what a name tells to be a secret, directly and through names that say nothing", () => {
    const told = notedTexts({ db_password: ["a"], token: { value: "b" }, env: [{ name: "API_SECRET", value: "c" }] });
    expect(told.filter(({ isTold }) => isTold).map(({ text }) => text)).toEqual(
      expect.arrayContaining(["a", "b", "c"]),
    );
  });

  it("notes the text of a name that says nothing, which others may judge, as not told", () => {
    expect(notedTexts({ port: { value: "plain" } })).toEqual([{ name: "value", text: "plain", isTold: false }]);
  });

  it("notes a name that holds an id", () => {
    expect(notedTexts({ tags: { [ID]: 1 } })).toEqual([{ name: ID, text: "", isTold: false }]);
  });

  it("needs no call stack", () => {
    let document: object = { url: "https://example.com" };
    for (let depth = 0; depth < 100_000; depth++) document = { a: document };
    expect(textsOf(document)).toEqual(["https://example.com"]);
  });
});
