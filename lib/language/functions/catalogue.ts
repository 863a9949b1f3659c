import { CHOICE_FUNCTIONS } from "./choosing";
import { CONVERSION_FUNCTIONS } from "./conversions";
import type { Functions } from "./definition";
import { DOCUMENT_FUNCTIONS } from "./documents";
import { ENCODING_FUNCTIONS } from "./encodings";
import { FORMATTING_FUNCTIONS } from "./formatting";
import { HASH_FUNCTIONS } from "./hashes";
import { LIST_FUNCTIONS } from "./lists";
import { MAP_FUNCTIONS } from "./maps";
import { NETWORK_FUNCTIONS } from "./networks";
import { NUMBER_FUNCTIONS } from "./numbers";
import { PATH_FUNCTIONS } from "./paths";
import { PATTERN_FUNCTIONS } from "./patterns";
import { SEARCH_FUNCTIONS } from "./searching";
import { SET_FUNCTIONS } from "./set-operations";
import { TEXT_FUNCTIONS } from "./texts";
import { TIME_FUNCTIONS } from "./times";

/** The functions whose result depends on nothing but their arguments. */
export const FUNCTIONS: Functions = {
  ...CHOICE_FUNCTIONS,
  ...CONVERSION_FUNCTIONS,
  ...DOCUMENT_FUNCTIONS,
  ...ENCODING_FUNCTIONS,
  ...FORMATTING_FUNCTIONS,
  ...HASH_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...MAP_FUNCTIONS,
  ...NETWORK_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...PATH_FUNCTIONS,
  ...PATTERN_FUNCTIONS,
  ...SEARCH_FUNCTIONS,
  ...SET_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...TIME_FUNCTIONS,
};
