import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { caseSuggestions, cases } from "@/db/schema";
import type { Finding } from "@/lib/matching/outside.contract";
import { nameInSuggestion, type Reader } from "@/lib/matching/outside.rules";
import { trackRecord } from "@/lib/matching/outside.store";
import { weightOf } from "@/lib/matching/outside-weight.rules";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import type { PolicyPack } from "@/lib/policy/contract";
import { withFindings } from "./outside.rules";
import { setReading, suggestionsBehind, type WaitingReading } from "./outside.store";
import { matcherAtWork } from "./suggest.command";
import type { StoredMatch } from "./suggest.rules";
import type { Unread } from "./suggest.store";

type Heard = {
  reading: WaitingReading;
  row: Unread;
  contentDay: string;
  pack: PolicyPack;
  reader: Reader;
  question: string;
  findings: Finding[];
  /** Why the answer says nothing of the reader now: it was given before. */
  why: string | null;
};
const Heard = z.custom<Heard>((value) => typeof value === "object" && value !== null);

/** The case, locked, if it still asks for a clause and holds what was read; else null. */
async function stillAsks(tx: Tx, { row, reading }: Heard) {
  const [current] = await tx.select().from(cases).where(eq(cases.id, row.caseId)).for("no key update");
  if (!current || current.state === "decided" || current.snapshotId !== row.snapshotId) return null;
  const behind = await suggestionsBehind(tx, reading);
  // Read again since: what was marked is a suggestion about something else.
  const isSame = behind && current.suggestedAt && behind.marked.madeAt >= current.suggestedAt;
  return isSame ? behind : null;
}

/**
 * Adds what a reader outside found to the suggestion of a case, as a new row beside the old one, so that it is known
 * what people saw and when. It decides nothing, and moves no case in the queue.
 */
export const keepFindings = command({
  name: "case.read_outside",
  permission: "case.suggest",
  input: Heard,
  subject: ({ row, reader, findings }) => ({
    kind: "case",
    id: row.caseId,
    platformId: row.platform,
    detail: { model: nameInSuggestion(reader), clauses: findings.map(({ ref }) => ref).join(", ") },
  }),
  async prepare({ db, now }, { row, reader }) {
    return ok(weightOf(await trackRecord(db, row.platform, reader, now)));
  },
  async run({ tx, now }, heard, weight) {
    const { reading, row, reader, findings, question, why } = heard;
    const behind = await stillAsks(tx, heard);
    if (!behind) return fail("stale", "case_changed");
    const { id: _, ...newest } = behind.newest;
    const content = { title: row.title, text: row.text };
    const matches = withFindings(newest.matches as StoredMatch[], findings, { ...heard, weight, content });
    await tx.insert(caseSuggestions).values({
      ...newest,
      matches,
      model: `${newest.model} ${nameInSuggestion(reader)}`,
      // The newest row is the one that counts: never at the same moment as the one it continues.
      madeAt: new Date(Math.max(now.getTime(), newest.madeAt.getTime() + 1)),
    });
    await setReading(tx, reading.id, { state: "answered", name: reader.name, question, findings, why });
    return ok(null);
  },
});

/**
 * Adds an answer to the suggestion, or lets it go where the case was decided or changed meanwhile. A new one was paid for:
 * it is kept with its question all the same, for the next case with the same words.
 */
export async function hear(db: Db, heard: Heard, now: Date): Promise<void> {
  const { reading, reader, question, findings, why } = heard;
  const kept = await keepFindings(matcherAtWork, heard, now);
  if (kept.ok) return;
  const answer = why === null ? { name: reader.name, question, findings } : {};
  await setReading(db, reading.id, { state: "dropped", why: kept.reason, ...answer });
}
