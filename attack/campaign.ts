import type { Attack } from "./attack";

interface Tally {
  rounds: number;
  holes: number;
}

/** Goes round the attacks, each as often as the others, until the time is up and every table was gone through once. */
export class Campaign {
  private readonly tallies: ReadonlyMap<Attack, Tally>;

  constructor(
    attacks: readonly Attack[],
    private readonly tell: (hole: string) => void,
  ) {
    this.tallies = new Map(attacks.map((attack) => [attack, { rounds: 0, holes: 0 }]));
  }

  public get holes(): number {
    return [...this.tallies.values()].reduce((sum, { holes }) => sum + holes, 0);
  }

  /** @param until a time in milliseconds */
  public async run(until: number): Promise<void> {
    let open = [...this.tallies];
    while (open.length > 0) {
      for (const [attack, tally] of open) await this.round(attack, tally);
      open = open.filter(([{ rounds }, tally]) => tally.rounds < rounds || Date.now() < until);
    }
  }

  /** The figures, a line an attack. */
  public table(): string {
    const line = (promised: string, name: string, rounds: string, holes: string): string =>
      `${promised.padEnd(10)}${name.padEnd(40)}${rounds.padStart(8)}${holes.padStart(8)}\n`;
    const lines = [...this.tallies].map(([{ promised, name }, { rounds, holes }]) =>
      line(promised, name, String(rounds), String(holes)),
    );
    return line("promise", "attack", "rounds", "holes") + lines.join("");
  }

  private async round(attack: Attack, tally: Tally): Promise<void> {
    for (const hole of await attack.round(tally.rounds)) {
      tally.holes += 1;
      this.tell(`${attack.name}, round ${tally.rounds}: ${hole}`);
    }
    tally.rounds += 1;
  }
}
