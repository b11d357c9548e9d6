import "server-only";
import { createHash } from "node:crypto";
import { and, asc, desc, eq, gt, inArray, isNull, lte, ne, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { decisions, outsideReadings, outsideTools } from "@/db/schema";
import type { NoAnswer } from "@/lib/platform/ask-outside";
import { afterCall, spentUntil, type ToolState, takeCall } from "./allowance.rules";
import { type Checked, Finding } from "./outside.contract";
import type { Reader } from "./outside.rules";
import { recordOf, type TrackRecord } from "./outside-weight.rules";

export const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");
/** Whoever is asked outside within a budget. */
type Called = Pick<Reader, "url" | "name" | "perDay" | "timeoutMs"> & { tool: typeof outsideTools.$inferSelect.tool };
const targetOf = ({ url, name }: Called) => digestOf(`${url}\n${name}`).slice(0, 16);

const neverAsked: ToolState = { target: "", day: "", calls: 0, failures: 0, pausedUntil: null };

/** An answer that was given before says nothing of how the reader is now. */
export const askedBefore = "asked_before";
/** Nor does one that could not be used before, and is not asked for again. */
export const unusableBefore = "unusable_before";
/** The reader did its work, and nobody could use it: it counts on its bill all the same. */
const paidInVain = ["not_json", "wrong_shape", "too_large", "timeout"] satisfies (
  | Extract<Checked, { ok: false }>["why"]
  | NoAnswer
)[];

const wasPaidFor = or(
  inArray(outsideReadings.state, ["answered", "dropped"]),
  and(eq(outsideReadings.state, "failed"), inArray(outsideReadings.why, [...paidInVain, unusableBefore])),
);

/** The newest readings of a tool that its record is made of. */
const mostJudged = 500;

async function lockState(tx: Tx, platformId: string, tool: Called["tool"]): Promise<ToolState> {
  await tx.insert(outsideTools).values({ platformId, tool }).onConflictDoNothing();
  const { target, day, calls, failures, pausedUntil } = outsideTools;
  const [state] = await tx
    .select({ target, day, calls, failures, pausedUntil })
    .from(outsideTools)
    .where(and(eq(outsideTools.platformId, platformId), eq(outsideTools.tool, tool)))
    .for("update");
  if (!state) throw new Error("the row was there a moment ago");
  return state;
}

async function writeState(tx: Tx, platformId: string, tool: Called["tool"], state: ToolState): Promise<void> {
  await tx
    .update(outsideTools)
    .set(state)
    .where(and(eq(outsideTools.platformId, platformId), eq(outsideTools.tool, tool)));
}

async function stateOf(db: Db, platformId: string, tool: Called["tool"]): Promise<ToolState> {
  const { target, day, calls, failures, pausedUntil } = outsideTools;
  const [state] = await db
    .select({ target, day, calls, failures, pausedUntil })
    .from(outsideTools)
    .where(and(eq(outsideTools.platformId, platformId), eq(outsideTools.tool, tool)));
  return state ?? neverAsked;
}

/** Whether a call would be granted now, without taking one: nothing is fetched and marked for a reader that is left alone. */
export async function couldCall(db: Db, platformId: string, reader: Called, now: Date): Promise<boolean> {
  const state = await stateOf(db, platformId, reader.tool);
  return takeCall(state, { ...reader, target: targetOf(reader), now }).granted;
}

/** Until when a reader's budget is spent (`spentUntil`), for whoever is told why it has not read a case. */
export async function budgetSpentUntil(
  db: Db,
  platformId: string,
  { tool, perDay }: Pick<Called, "tool" | "perDay">,
  now: Date,
): Promise<Date | "never" | null> {
  return spentUntil(await stateOf(db, platformId, tool), { perDay, now });
}

/** Counts one call, for all processes; false where the day's budget is spent or the reader is left alone for a while. */
export function mayCall(db: Db, platformId: string, reader: Called, now: Date): Promise<boolean> {
  return db.transaction(async (tx) =>
    countCall(tx, await lockState(tx, platformId, reader.tool), platformId, reader, now),
  );
}

async function countCall(tx: Tx, state: ToolState, platformId: string, reader: Called, now: Date): Promise<boolean> {
  const answer = takeCall(state, { ...reader, target: targetOf(reader), now });
  if (answer.granted) await writeState(tx, platformId, reader.tool, answer.next);
  return answer.granted;
}

/** A little longer than a call may take: then whoever was asking is gone, and the question is free again. */
const graceMs = 10_000;

/**
 * The same for one question of a reading that was taken. False also while another reading has just asked it, or has had it
 * answered since it was looked up: two processes that meet the same words at one moment would both be billed. The reader's
 * row, which is locked, lets them look one after the other, and what is asked is written before the call.
 */
export function mayAsk(
  db: Db,
  reader: Called,
  { readingId, platformId, question }: { readingId: string; platformId: string; question: string },
  now: Date,
): Promise<boolean> {
  const { id, state, askedAt } = outsideReadings;
  const underWay = and(eq(state, "asking"), gt(askedAt, new Date(now.getTime() - reader.timeoutMs - graceMs)));
  return db.transaction(async (tx) => {
    const tool = await lockState(tx, platformId, reader.tool);
    const [other] = await tx
      .select({ id })
      .from(outsideReadings)
      .where(and(eq(outsideReadings.question, question), ne(id, readingId), or(underWay, wasPaidFor)))
      .limit(1);
    if (other || !(await countCall(tx, tool, platformId, reader, now))) return false;
    await tx.update(outsideReadings).set({ question }).where(eq(id, readingId));
    return true;
  });
}

/** What a call says of the reader: well, not well, or nothing (null). */
export async function keepOutcome(
  db: Db,
  platformId: string,
  reader: Called,
  { isWell, now }: { isWell: boolean | null; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const state = await lockState(tx, platformId, reader.tool);
    await writeState(tx, platformId, reader.tool, afterCall(state, targetOf(reader), isWell, now));
  });
}

/**
 * What came of this very question before; null: nothing that was paid for. An answer is used again, also one that came after
 * its case was decided; what could not be used, or came too late to be read, is not bought a second time. What never
 * reached the reader (no connection, its own error) cost nothing and is asked again. The question holds the reader's address
 * and name and the clauses: another model is asked anew.
 */
export async function knownAnswer(db: Db, question: string): Promise<Finding[] | "unusable" | null> {
  const { state, findings } = outsideReadings;
  const [row] = await db
    .select({ state, findings })
    .from(outsideReadings)
    .where(and(eq(outsideReadings.question, question), wasPaidFor))
    // An answer before a failure: "answered" < "dropped" < "failed".
    .orderBy(asc(state))
    .limit(1);
  if (!row) return null;
  return row.state === "failed" ? "unusable" : (z.array(Finding).safeParse(row.findings).data ?? null);
}

/** How often what this reader named on a platform was what a person then decided on, over its newest findings. */
export async function trackRecord(db: Db, platformId: string, { tool, name }: Reader, now: Date): Promise<TrackRecord> {
  const rows = await db
    .select({
      caseId: outsideReadings.caseId,
      findings: outsideReadings.findings,
      clause: decisions.clauseRef,
      alsoBreaks: decisions.alsoBreaks,
    })
    .from(outsideReadings)
    .innerJoin(decisions, eq(decisions.caseId, outsideReadings.caseId))
    .where(
      and(
        eq(outsideReadings.platformId, platformId),
        eq(outsideReadings.tool, tool),
        eq(outsideReadings.state, "answered"),
        eq(outsideReadings.name, name),
        ne(outsideReadings.findings, sql`'[]'::jsonb`),
        inArray(decisions.outcome, ["violation", "no_violation"]),
        isNull(decisions.undoneAt),
        isNull(decisions.reversedAt),
        isNull(decisions.supersededBy),
        // What a person decided before the reader was asked is no answer to it, and what may yet be taken back neither.
        gt(decisions.decidedAt, outsideReadings.askedAt),
        lte(decisions.effectiveAt, now),
      ),
    )
    .orderBy(desc(outsideReadings.askedAt))
    .limit(mostJudged);
  // A case that was read twice is one case: its newest reading counts.
  const seen = new Set<string>();
  const newest = rows.filter(({ caseId }) => !seen.has(caseId) && seen.add(caseId));
  return recordOf(
    newest.map(({ findings, clause, alsoBreaks }) => ({
      findings: z.array(Finding).safeParse(findings).data ?? [],
      decided: [...(clause === null ? [] : [clause]), ...alsoBreaks],
    })),
  );
}
