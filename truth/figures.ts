import { STATEMENT_KINDS, type Statement } from "./judge/statement";
import { WAYS, type Way } from "./run/reviews";

interface Counts {
  true: number;
  false: number;
  "not known": number;
}

/** What was compared, counted. */
export class Figures {
  public worlds = 0;
  public pairs = 0;
  public unplanned = 0;
  public endedWell = 0;
  private readonly begun = Date.now();
  private readonly byKind = new Map<string, Counts>();
  private readonly byWay = new Map<string, Counts>();
  private readonly verdicts = new Map<Way, Map<string, number>>();

  public add(way: Way, statements: readonly Statement[]): void {
    for (const { kind, outcome } of statements) {
      countsIn(this.byKind, kind)[outcome] += 1;
      countsIn(this.byWay, way)[outcome] += 1;
    }
  }

  /** @param verdict that of a holder, or why there is none */
  public addVerdict(way: Way, verdict: string): void {
    const counts = this.verdicts.get(way) ?? new Map<string, number>();
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    this.verdicts.set(way, counts);
  }

  public get falseOnes(): number {
    return [...this.byKind.values()].reduce((sum, counts) => sum + counts.false, 0);
  }

  public get statements(): number {
    return [...this.byKind.values()].reduce((sum, counts) => sum + counts.true + counts.false, 0);
  }

  public table(): string {
    const seconds = (Date.now() - this.begun) / 1000;
    const rows = (names: readonly string[], all: ReadonlyMap<string, Counts>): string[][] =>
      names.flatMap((name) => {
        const counts = all.get(name);
        return counts ? [[name, counts.true, counts.false, counts["not known"]].map(String)] : [];
      });
    const shares = WAYS.flatMap((way) => {
      const counts = this.verdicts.get(way);
      if (!counts) return [];
      const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
      const share = ((100 * (counts.get("not known") ?? 0)) / all).toFixed(1);
      return [[way, ...VERDICTS.map((verdict) => String(counts.get(verdict) ?? 0)), `${share} %`]];
    });
    return [
      `${this.worlds} worlds, ${this.pairs} pairs of a plan and its apply (${this.endedWell} ended well), ` +
        `${this.unplanned} changes that Terraform could not plan`,
      `${this.statements} statements compared, ${this.falseOnes} false; ` +
        `${(seconds / Math.max(1, this.pairs)).toFixed(2)} s a pair`,
      "",
      aligned([["statement", "true", "false", "not known"], ...rows(STATEMENT_KINDS, this.byKind)]),
      "",
      aligned([["from", "true", "false", "not known"], ...rows(WAYS, this.byWay)]),
      "",
      aligned([["verdicts from", ...VERDICTS, "not known"], ...shares]),
      "",
    ].join("\n");
  }
}

const VERDICTS = ["cannot fail", "may fail", "will fail", "not known", "not judged"];

function countsIn(all: Map<string, Counts>, name: string): Counts {
  const counts = all.get(name) ?? { true: 0, false: 0, "not known": 0 };
  all.set(name, counts);
  return counts;
}

/** The first column to the left, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join("  "),
    )
    .join("\n");
}
