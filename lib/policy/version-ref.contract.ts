import { z } from "zod";
import { reservedWords } from "./reserved.rules";

/** A version's own id: it stands in addresses, letters and exports. */
export const versionRef = z
  .string()
  .trim()
  .min(1, "required")
  .max(60)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, "version_ref")
  .refine((ref) => !reservedWords.includes(ref), "reserved_word");
