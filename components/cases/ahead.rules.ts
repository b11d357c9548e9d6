/** Where the person is when an answer arrives. */
type Place = {
  /** The case that was decided, or in hand, when the next one was asked for. */
  after: string;
  /** The case on the screen now; null when they left the desk. */
  onScreen: string | null;
  /** Whether the case on the screen has been decided and only stands there because there was no other. */
  isOnScreenDecided: boolean;
};

/**
 * What becomes of the next case that an answer brings (null: there was none): it is shown where somebody waits for it,
 * kept behind the one they work on, or put back when they have left. `empty`: somebody waits, and nothing is left.
 */
export function placeOf(
  next: string | null,
  { after, onScreen, isOnScreenDecided }: Place,
): "show" | "keep" | "putBack" | "empty" | "nothing" {
  if (onScreen === null) return next === null ? "nothing" : "putBack";
  // Another tab of the same person may have been given the same one.
  if (next === onScreen) return "nothing";
  if (next === null) return isOnScreenDecided && onScreen === after ? "empty" : "nothing";
  return isOnScreenDecided ? "show" : "keep";
}

/** A case that was laid ready is as good as its lease: once that is over, somebody else may have it. */
export function isStillAhead({ leaseUntil }: { leaseUntil: string | null }, now: number): boolean {
  return leaseUntil !== null && Date.parse(leaseUntil) > now;
}
