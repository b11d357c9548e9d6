type Run = { canUndo: boolean; isMine: boolean; undoUntil: string };

/**
 * Whether Z takes this run of a wave back. One key takes back what one has done oneself, the newest of it: a colleague's wave
 * is taken back with a question before it, and a decision on a single case that was made after the wave goes first.
 */
export function isKeyOfRun(run: Run, recent: readonly { undoUntil: string }[]): boolean {
  if (!run.canUndo || !run.isMine) return false;
  return recent.every(({ undoUntil }) => Date.parse(undoUntil) <= Date.parse(run.undoUntil));
}
