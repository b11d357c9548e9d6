import { type Sanction, type SanctionState, sanctionStates } from "./standing.rules";

/** The whole life of a sanction. A held one that is undone is lifted without ever having started. */
export const sanctionMoves: Readonly<Record<SanctionState, readonly SanctionState[]>> = {
  held: ["in_force", "lifted"],
  in_force: ["ended", "lifted"],
  ended: [],
  lifted: [],
};

export function maySanctionMove(from: SanctionState, to: SanctionState): boolean {
  return sanctionMoves[from].includes(to);
}

/** The states from which one may come into this state: what a writer asks for before it moves any. */
export function statesBefore(to: SanctionState): SanctionState[] {
  return sanctionStates.filter((from) => maySanctionMove(from, to));
}

export type DueMove = { sanctionId: string; to: "in_force" | "ended"; at: Date };

/**
 * The moves that the clock has made due, in the order in which they fell due. One whose term ran out while nobody was
 * looking starts and ends in the same sweep, so that both are recorded. `at` is when it was due, not when it was seen.
 */
export function dueMoves(sanctions: readonly Sanction[], now: Date): DueMove[] {
  const moves: DueMove[] = [];
  for (const sanction of sanctions) {
    const starts = maySanctionMove(sanction.state, "in_force");
    if (starts && sanction.startsAt > now) continue;
    if (starts) moves.push({ sanctionId: sanction.id, to: "in_force", at: sanction.startsAt });
    const runs = starts || maySanctionMove(sanction.state, "ended");
    if (runs && sanction.term === "until" && sanction.endsAt !== null && sanction.endsAt <= now) {
      moves.push({ sanctionId: sanction.id, to: "ended", at: sanction.endsAt });
    }
  }
  return moves.sort((a, b) => a.at.getTime() - b.at.getTime());
}
