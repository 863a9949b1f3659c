import type { Functions } from "./definition";
export const FUNCTIONS: Functions = {};
