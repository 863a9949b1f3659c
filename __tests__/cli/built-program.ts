import { join } from "node:path";

/** The command as `npm run build` makes it: to compile its sources for each of a hundred processes takes minutes. */
export const PROGRAM = join(__dirname, "../../dist/lib/cli/main.js");
