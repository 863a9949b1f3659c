import { readCsv } from "../csv-reader";
import { decodeJson, decodeYaml } from "../decode";
import { partsOf, textOf } from "../parts";
import { ANY, STRING } from "../type";
import type { Value } from "../value";
import type { Functions, Parameter } from "./definition";

/** Every value, with its marks: what is encoded knows where they belong. */
const ANYTHING: Parameter = { type: ANY, takesNull: true, takesUnknown: true, takesMarks: true };
const TEXT: Parameter = { type: STRING, takesUnknown: true, takesMarks: true };

/** Values as texts in JSON and YAML, and back; and CSV. */
export const DOCUMENT_FUNCTIONS: Functions = {
  jsonencode: {
    parameters: [ANYTHING],
    returns: STRING,
    result: "contains",
    call: (value: Value) => textOf([{ value, as: "json" }]),
  },
  yamlencode: {
    parameters: [ANYTHING],
    returns: STRING,
    result: "contains",
    call: (value: Value) => textOf([{ value, as: "yaml" }]),
  },
  jsondecode: { parameters: [TEXT], returns: ANY, result: "contains", call: decodeJson },
  yamldecode: { parameters: [TEXT], returns: ANY, result: "contains", call: decodeYaml },
  csvdecode: {
    parameters: [{ type: STRING, takesUnknown: true }],
    returns: ANY,
    result: "contains",
    call: (text: Value) => readCsv(partsOf(text) ?? []),
  },
};
