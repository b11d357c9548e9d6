import type { Outcome } from "./health.rules";

/** How a clause did in one case: suggested and found; found and not suggested; suggested with confidence and not found. */
export type Fate = "caught" | "missed" | "wrong";

/** What the suggestions made of one clause in a case; null: it had no part in it. Counted as in `healthOf`. */
export function fateOf(ref: string, { decided, suggested, confident }: Outcome): Fate | null {
  if (decided.includes(ref)) return suggested.includes(ref) ? "caught" : "missed";
  return confident && suggested[0] === ref ? "wrong" : null;
}
