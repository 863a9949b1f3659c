/** Some of the elements, in a file of their own. */
export class ElementsFile {
  public readonly name: string;
  public readonly text: string;
  /** The line with which each begins. */
  private readonly starts: number[] = [];

  public constructor(
    private readonly first: number,
    elements: readonly string[],
  ) {
    this.name = `elements_${first}`;
    const head = `locals {\n  ${this.name} = [\n`;
    let line = 3;
    // A line of its own for the comma, since a heredoc ends with its line.
    const lines = elements.map((element) => `${element}\n,\n`);
    for (const text of lines) {
      this.starts.push(line);
      line += text.split("\n").length - 1;
    }
    this.text = `${head}${lines.join("")}  ]\n}\n`;
  }

  /** Which expression stands in a line. */
  public at(line: number): number | undefined {
    const place = this.starts.findLastIndex((start) => start <= line);
    return place < 0 ? undefined : this.first + place;
  }
}
