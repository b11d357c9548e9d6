import { z } from "zod";

/** A part of a stored letter (letter.rules.ts), as it is read back. */
export const StoredPart = z.object({
  id: z.string(),
  heading: z.string(),
  paragraphs: z.array(z.string()),
  typed: z.array(z.object({ text: z.string(), language: z.string() })).optional(),
});
