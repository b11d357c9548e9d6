import { z } from "zod";
import { neededLine } from "@/lib/platform/text.rules";

/** A list of some hundred bodies is small; this holds far more. */
export const longestBodyList = 500_000;

/** The list as it was copied, CSV with a head; there is no other way onto the page that people are shown. */
export const ImportBodies = z.object({
  sourceList: z.string().trim().pipe(neededLine(300)),
  text: z.string().min(1, "required").max(longestBodyList),
});
export type BodiesImported = { added: number; changed: number; same: number; gone: number };

/** A body as people and the desk are shown it. `certifiedUntil` is a day, YYYY-MM-DD. */
export type DisputeBody = {
  id: string;
  name: string;
  country: string;
  url: string;
  languages: string[];
  fields: string[];
  certifiedUntil: string | null;
};
export type DisputeBodyRow = DisputeBody & { isCertified: boolean; sourceList: string; lastSyncedAt: string };
