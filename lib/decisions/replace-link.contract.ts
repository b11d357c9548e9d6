import { z } from "zod";
import { typedText } from "@/lib/intake/text.rules";

/** Replaces the signed link of a letter. `send`: the letter goes out again with the new link; else it is shown once. */
export const ReplaceLink = z.object({
  statementId: z.uuid(),
  why: z.enum(["lost", "wrong_person"]),
  note: typedText(1000).trim().pipe(z.string().min(10)),
  send: z.boolean(),
});

/** `link`: only where no mail brings it to its addressee. */
export type ReplacedLink = { serial: number; link: string | null };
