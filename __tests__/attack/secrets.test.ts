import { tryAttacksOn } from "./tried";

describe("the attacks on what is promised of: secrets", () => tryAttacksOn("secrets"));
