import { z } from "zod";
import { typedText } from "@/lib/intake/text.rules";

/** Lets one named person decide a case again although their own decision on it fell. */
export const LetDecide = z.object({
  caseId: z.uuid(),
  personId: z.uuid(),
  why: typedText(2000).trim().pipe(z.string().min(20)),
});

/** For an admin: whom only their own fallen decision keeps from this case; and who was let past that, by whom and why. */
export type LetDecideView = {
  tied: { id: string; name: string }[];
  allowed: { person: string; by: string; at: string; why: string }[];
};
