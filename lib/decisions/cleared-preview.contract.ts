import { z } from "zod";
import type { StatementPart } from "@/db/schema";
import { typedLine, typedText } from "@/lib/platform/text.rules";

/** What a finding without a violation would say; the same limits as where it is made. */
export const PreviewCleared = z.object({
  caseId: z.uuid(),
  rationale: typedText(5000).trim().default(""),
  clause: typedLine(80).optional(),
});

/** One letter, and to how many it goes; they are told apart by language and by the zone of their days. */
export type ClearedLetterShown = {
  addressee: "affected" | "notifier";
  language: string;
  zone: string;
  count: number;
  /** Of those, how many have no address. */
  notMailed: number;
  subject: string;
  parts: StatementPart[];
};
export type ClearedPreview = { letters: ClearedLetterShown[] };
