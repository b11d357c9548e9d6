import { lengthOf, reasonsLeast } from "@/lib/appeals/answer.rules";

/** A refused answer: what was sent, and the server's sentence about the reasons. */
export type Refused = { sentence: string; sent: string };
export type ReasonsProblem = { is: "short"; min: number } | { is: "said"; sentence: string };

/**
 * What is wrong with the reasons as they stand now. The refusal of what was sent is taken off as soon as it is mended:
 * that they are too short is seen here, anything else only by the server, so that a change waits for its next answer.
 */
export function reasonsProblem(refused: Refused | null, now: string): ReasonsProblem | null {
  if (refused === null) return null;
  if (lengthOf(now) < reasonsLeast) return { is: "short", min: reasonsLeast };
  return now === refused.sent ? { is: "said", sentence: refused.sentence } : null;
}
