import { z } from "zod";
import { typedText } from "@/lib/intake/text.rules";
import { reasonsLeast } from "./answer.rules";

/** Lets one named person answer one appeal in spite of a tie to the decision. */
export const LetPast = z.object({
  appealId: z.uuid(),
  version: z.number().int().nonnegative(),
  personId: z.uuid(),
  why: typedText(2000).trim().pipe(z.string().min(reasonsLeast)),
});

/** Somebody who is let past a tie, and by whom. `tie` is a key of `failures`. */
export type LetPastRow = { person: string; by: string; at: string; tie: string; why: string };
/** A supervisor whom only a tie keeps from answering. */
export type TiedPerson = { id: string; name: string; tie: string };
