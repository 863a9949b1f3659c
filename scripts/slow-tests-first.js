const Sequencer = require("@jest/test-sequencer").default;

/** What starts programs, or is tried many times over: began it last, one core would wait for it with nothing to do. */
const SLOW = [
  "action/action.",
  "attack/",
  "e2e/",
  "sandbox/run.",
  "docs.",
  "truth.",
  "soundness.",
  "redacted.",
  "hostile.",
];

/** The tests that take longest first, also where no run before has told which they are. */
module.exports = class extends Sequencer {
  sort(tests) {
    const isSlow = ({ path }) => SLOW.some((part) => path.includes(part));
    return super.sort(tests).sort((one, other) => Number(isSlow(other)) - Number(isSlow(one)));
  }
};
