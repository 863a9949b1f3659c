import { tryAttacksOn } from "./tried";

describe("the attacks on what is promised of: gate", () => tryAttacksOn("gate"));
