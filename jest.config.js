/** @type {import("jest").Config} */
module.exports = {
  roots: ["<rootDir>/__tests__"],
  testMatch: ["**/*.test.ts"],
  // ts before js: a stale compiled file must never shadow the source under test.
  moduleFileExtensions: ["ts", "js", "json", "node"],
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  testTimeout: 30_000,
  testSequencer: "./scripts/slow-tests-first.js",
  // Jest leaves one core idle, which on two cores is half of them; what waits for Terraform leaves room enough.
  maxWorkers: "100%",
};
