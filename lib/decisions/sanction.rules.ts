import type { Sanction, SanctionState } from "./standing.rules";

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

export type DueMove = { sanctionId: string; to: "in_force" | "ended"; at: Date };

/**
 * The moves that the clock has made due, in the order in which they fell due. One whose term ran out while nobody was
 * looking starts and ends in the same sweep, so that both are recorded. `at` is when it was due, not when it was seen.
 */
export function dueMoves(sanctions: readonly Sanction[], now: Date): DueMove[] {
  const moves: DueMove[] = [];
  for (const sanction of sanctions) {
    if (sanction.state !== "held" && sanction.state !== "in_force") continue;
    if (sanction.state === "held") {
      if (sanction.startsAt > now) continue;
      moves.push({ sanctionId: sanction.id, to: "in_force", at: sanction.startsAt });
    }
    if (sanction.term === "until" && sanction.endsAt !== null && sanction.endsAt <= now) {
      moves.push({ sanctionId: sanction.id, to: "ended", at: sanction.endsAt });
    }
  }
  return moves.sort((a, b) => a.at.getTime() - b.at.getTime());
}
