import { z } from "zod";
import { typedLine } from "@/lib/intake/text.rules";

export const LookupRequest = z.object({ q: typedLine(60).default("") });

/** One thing that a reference or an id names, with the case it belongs to. */
export type LookedUp = {
  kind: "case" | "notice" | "appeal" | "held_appeal" | "decision" | "misuse" | "misuse_appeal";
  /** Of a measure of misuse, and of a complaint about one, whom it is about: its page is theirs. */
  id: string;
  /** As it is written: TB-20179, N-7K3P-Q9XD, A-7K3P-Q9XD, M-7K3P-Q9XD; a decision has its case's. A held appeal is one that is not processed yet. */
  reference: string;
  /** Null of what is of no case: a measure of misuse. */
  caseId: string | null;
  caseReference: string | null;
  platform: { id: string; name: { en: string; hans?: string; hant?: string } };
};
export type Lookup = { found: LookedUp[] };
