/** One thing that an apply does to one object of Terraform's: a node of the graph by which it goes. */
export interface Operation {
  /** The stack in whose apply it is done. */
  readonly stack: string;
  /** As the plan has it, with the keys of all instances. */
  readonly address: string;
  readonly kind: "create" | "update" | "delete";
  /** Of a deposed object, which an earlier apply left behind: its key in the state. */
  readonly deposed: string | null;
  /** Which half of its replacement comes first; null for what is no half of one. */
  readonly replacement: "delete first" | "create first" | null;
}

/** What an apply does to one AccessKey. A replacement is two: the old key is deleted, the new one created. */
export interface KeyOperation extends Operation {
  /** What it does to the number of keys of its user. */
  readonly keys: -1 | 0 | 1;
  /** What it does to the number of Active ones. */
  readonly live: -1 | 0 | 1;
}

/** Two operations, by their index: the first ends before the second starts. */
export type Before = readonly [first: number, second: number];

/** What is known of the order in which Terraform does the operations of one user. */
export interface OperationOrder {
  /** Pairs from which all others follow: that of the first and the third of three in a row need not be among them. */
  readonly before: readonly Before[];
  /** False where Terraform may keep to more pairs than are known here. */
  readonly certain: boolean;
}
