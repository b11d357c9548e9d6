/**
 * When the first decisions of a wave leave: as long after the time to take it back as that time is itself. One that is taken
 * back in its last second goes back item by item, and what left meanwhile could not be: half of it would stand.
 */
export function leavesAt({ startedAt, undoUntil }: { startedAt: Date; undoUntil: Date }): Date {
  return new Date(2 * undoUntil.getTime() - startedAt.getTime());
}
