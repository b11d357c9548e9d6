import "server-only";
import { and, asc, desc, eq, inArray, lt, ne } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { caseSuggestions, cases, outsideReadings } from "@/db/schema";
import type { OutsideTool } from "@/lib/matching/outside.contract";

/** A suggestion that nobody outside has read for a day stays as it is. */
const longestWaitMs = 86_400_000;
/** Longer than any timeout: whoever asked is gone. */
const longestAskMs = 600_000;

export type Waiting = { platformId: string; tool: OutsideTool };
export type WaitingReading = Waiting & { id: string; caseId: string; suggestionId: string };

/** Marks a suggestion for the readers that are on; in the suggestion's own transaction. */
export async function markForReaders(
  tx: Tx,
  about: { platformId: string; caseId: string; suggestionId: string; tools: readonly OutsideTool[] },
  now: Date,
): Promise<void> {
  const { tools, ...row } = about;
  if (tools.length === 0) return;
  await tx.insert(outsideReadings).values(tools.map((tool) => ({ ...row, tool, createdAt: now })));
}

/** Which readers have something to read; closes what waited too long, and what was begun by a process that is gone. */
export async function waitingReaders(db: Db, now: Date): Promise<Waiting[]> {
  const { platformId, tool, state, createdAt, askedAt } = outsideReadings;
  const open = await db
    .selectDistinct({ platformId, tool })
    .from(outsideReadings)
    .where(inArray(state, ["waiting", "asking"]));
  if (open.length === 0) return [];
  const before = (ms: number) => new Date(now.getTime() - ms);
  await db
    .update(outsideReadings)
    .set({ state: "dropped", why: "too_late" })
    .where(and(eq(state, "waiting"), lt(createdAt, before(longestWaitMs))));
  await db
    .update(outsideReadings)
    .set({ state: "failed", why: "interrupted" })
    .where(and(eq(state, "asking"), lt(askedAt, before(longestAskMs))));
  return open;
}

/** Takes the most urgent one that waits, so that no other process asks about it; null: nothing waits. */
export async function takeReading(db: Db, { platformId, tool }: Waiting, now: Date): Promise<WaitingReading | null> {
  return db.transaction(async (tx) => {
    const [next] = await tx
      .select({
        id: outsideReadings.id,
        caseId: outsideReadings.caseId,
        suggestionId: outsideReadings.suggestionId,
      })
      .from(outsideReadings)
      .innerJoin(cases, eq(cases.id, outsideReadings.caseId))
      .where(
        and(
          eq(outsideReadings.platformId, platformId),
          eq(outsideReadings.tool, tool),
          eq(outsideReadings.state, "waiting"),
          ne(cases.state, "decided"),
        ),
      )
      .orderBy(asc(cases.rank), asc(outsideReadings.createdAt))
      .limit(1)
      .for("update", { of: outsideReadings, skipLocked: true });
    if (!next) return null;
    await tx.update(outsideReadings).set({ state: "asking", askedAt: now }).where(eq(outsideReadings.id, next.id));
    return { ...next, platformId, tool };
  });
}

type Change = Partial<Pick<typeof outsideReadings.$inferInsert, "state" | "why" | "name" | "question" | "findings">>;

/** What became of a reading that was taken; one that was closed meanwhile stays as it is. */
export async function setReading(db: Db | Tx, readingId: string, change: Change): Promise<void> {
  await db
    .update(outsideReadings)
    .set(change)
    .where(and(eq(outsideReadings.id, readingId), eq(outsideReadings.state, "asking")));
}

/** The suggestion that was marked, and the newest of the case, which may hold another reader's word already. */
export async function suggestionsBehind(db: Db | Tx, { caseId, suggestionId }: WaitingReading) {
  const rows = await db
    .select()
    .from(caseSuggestions)
    .where(eq(caseSuggestions.caseId, caseId))
    .orderBy(desc(caseSuggestions.madeAt), desc(caseSuggestions.id));
  const marked = rows.find(({ id }) => id === suggestionId);
  const newest = rows[0];
  return marked && newest ? { marked, newest } : null;
}
