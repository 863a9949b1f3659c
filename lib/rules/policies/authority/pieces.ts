import type { PolicyCondition } from "../../../policy/policy-conditions";
import type { PolicyStatement } from "../../../policy/policy-document";
import { spend } from "../effort";
import { implies } from "./conditions";
import { extentsOf, intersection, minus, type Extent, type Selection } from "./extent";
import { ACTIONS, PRINCIPALS, RESOURCES, type Language } from "./languages";

/** A statement as a set of requests: who may ask for what of whom, and when. */
export interface Clause {
  readonly actions: Selection;
  /** All but these actions. */
  readonly otherActions: Selection;
  /** Resources; in a trust policy the principals. */
  readonly targets: Selection;
  readonly language: Language;
  readonly conditions: readonly PolicyCondition[];
}

/** A part of what a clause means: one pattern of actions with one of targets. */
export interface Piece {
  readonly actions: Extent;
  readonly targets: Extent;
  readonly language: Language;
  readonly conditions: readonly PolicyCondition[];
}

/** Beyond so many parts of one piece, what is not taken away yet is left: nobody's policy is that exact. */
const MAXIMUM_PARTS = 64;
/** What it costs to keep a piece, or to look at one, as characters compared. */
const COST_OF_PIECE = 16;
/** What one clause leaves, another may take only after a third: longer chains are nobody's policy. */
const MAXIMUM_PASSES = 4;

export function clauseOf(statement: PolicyStatement, purpose: "permissions" | "trust"): Clause {
  const { actions, isNotAction, resources, isNotResource, principals, conditions } = statement;
  const isTrust = purpose === "trust";
  return {
    actions: { patterns: actions, isAllBut: isNotAction },
    otherActions: { patterns: actions, isAllBut: !isNotAction },
    targets: { patterns: isTrust ? principals : resources, isAllBut: isNotResource },
    language: isTrust ? PRINCIPALS : RESOURCES,
    conditions,
  };
}

export function piecesOf({ actions, targets, language, conditions }: Clause): Piece[] {
  const extents = extentsOf(targets, language);
  const extentsOfActions = extentsOf(actions, ACTIONS);
  spend(extents.length * extentsOfActions.length * COST_OF_PIECE);
  return extentsOfActions.flatMap((each) =>
    extents.map((target) => ({ actions: each, targets: target, language, conditions })),
  );
}

/**
 * All of the pieces that no clause certainly takes, or more. What is left of one piece by a clause that takes a part of
 * its actions and a part of its targets is no single piece: it is left whole, for few words, unless it is to be split,
 * for an exact answer.
 */
export function remainder(
  pieces: readonly Piece[],
  clauses: readonly Clause[],
  parts: "whole" | "split" = "whole",
): readonly Piece[] {
  let rest = pieces;
  for (let pass = 0; pass < MAXIMUM_PASSES; pass++) {
    const before = rest;
    for (const clause of clauses) {
      if (rest.length === 0 || rest.length > pieces.length + MAXIMUM_PARTS) return rest;
      rest = rest.flatMap((piece) => withoutClause(piece, clause, parts));
    }
    if (rest.length === before.length && rest.every((piece, index) => piece === before[index])) return rest;
  }
  return rest;
}

/** The piece itself where a clause takes nothing of it. */
function withoutClause(piece: Piece, clause: Clause, parts: "whole" | "split"): readonly Piece[] {
  const { actions, otherActions, targets, language, conditions } = clause;
  spend(COST_OF_PIECE);
  const restOfActions = minus(piece.actions, actions, ACTIONS);
  if (restOfActions[0] === piece.actions || !implies(piece.conditions, conditions)) return [piece];
  const restOfTargets = minus(piece.targets, targets, language);
  if (restOfTargets[0] === piece.targets) return [piece];
  const others = restOfActions.map((each) => ({ ...piece, actions: each }));
  if (restOfTargets.length === 0) return others;
  if (restOfActions.length === 0) return restOfTargets.map((each) => ({ ...piece, targets: each }));
  if (parts === "whole") return [piece];
  const named = minus(piece.actions, otherActions, ACTIONS);
  return [
    ...others,
    ...named.flatMap((each) => restOfTargets.map((target) => ({ ...piece, actions: each, targets: target }))),
  ];
}

/** All that is in both pieces, or more; null where that is nothing. */
export function commonPiece(one: Piece, other: Piece): Piece | null {
  spend(COST_OF_PIECE);
  const actions = intersection(one.actions, other.actions, ACTIONS);
  const targets = actions && intersection(one.targets, other.targets, one.language);
  if (!targets) return null;
  const isNew = (condition: PolicyCondition): boolean => !implies(one.conditions, [condition]);
  const conditions = [...one.conditions, ...other.conditions.filter(isNew)];
  return { actions, targets, language: one.language, conditions };
}
