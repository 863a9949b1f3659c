/**
 * The findings that stop a synthesis, in an app that runs without the CLI. Its message is the whole report; a stack
 * trace would only point into the library.
 */
export class SynthesisError extends Error {
  public override readonly name = "SynthesisError";

  public constructor(report: string) {
    super(`the credential guard found errors\n\n${report}`);
    this.stack = `${this.name}: ${this.message}`;
  }
}
