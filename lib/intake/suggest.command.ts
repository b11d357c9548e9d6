import "server-only";
import { isDeepStrictEqual } from "node:util";
import { desc, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { caseSuggestions, cases, contentItems } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { indexRows } from "@/lib/search/documents.store";
import { markForReaders } from "./outside.store";
import { intakePlatforms } from "./platforms.store";
import type { IntakePlatform } from "./prepare.rules";
import { claimsIn, dueAtOf, rankOf, withChildSafety } from "./rank.rules";
import { type Reading, readCase, type Unread, unreadCase, unreadCases } from "./suggest.store";
import { tellReadAgain } from "./tell.store";

export const matcherAtWork = { kind: "system", name: "matcher" } as const;

type Read = { row: Unread; reading: Reading; platform: IntakePlatform | null };
const Read = z.custom<Read>((value) => typeof value === "object" && value !== null);

type CaseRow = typeof cases.$inferSelect;

/** The case as it is now, locked, if it is still what was read; else null, and it is read again at its turn. */
async function stillUnread(tx: Tx, read: Unread): Promise<CaseRow | null> {
  const [row] = await tx.select().from(cases).where(eq(cases.id, read.caseId)).for("no key update");
  if (!row || (row.suggestedAt !== null && row.unreadWhy !== "no_rules")) return null;
  const [item] = await tx
    .select({ role: contentItems.role, surface: contentItems.surface })
    .from(contentItems)
    .where(eq(contentItems.id, row.itemId));
  const isSame =
    row.snapshotId === read.snapshotId &&
    row.accountId === read.accountId &&
    item?.role === read.role &&
    item.surface === read.surface;
  return isSame ? row : null;
}

/**
 * Keeps what the matcher made of a case. It was read outside the transaction, so the case may have changed since: it is
 * locked, and rank and deadline are made of what it is now, with the notices that joined meanwhile. The version stays:
 * nothing that a decision rests on has changed, and whoever opens the case would be told it is stale at once.
 */
export const keepReading = command({
  name: "case.suggest",
  permission: "case.suggest",
  input: Read,
  subject: ({ row, reading }) => ({
    kind: "case",
    id: row.caseId,
    platformId: row.platform,
    detail:
      "unreadWhy" in reading
        ? { unread: reading.unreadWhy }
        : { model: reading.model, clause: reading.matches[0]?.ref },
  }),
  async run({ tx, now }, { row, reading, platform }) {
    const current = await stillUnread(tx, row);
    if (!current) return fail("stale", "case_changed");
    if ("unreadWhy" in reading) {
      await tx.update(cases).set({ suggestedAt: now, unreadWhy: reading.unreadWhy }).where(eq(cases.id, row.caseId));
      return ok(null);
    }
    const { model, confident, matches, notes, clauseGroup, severity, harms, tools } = reading;
    const about = { platformId: row.platform, caseId: row.caseId };
    const { suggestionId, madeAt, isNew } = await keepSuggestion(
      tx,
      { ...about, model, confident, matches, notes },
      now,
    );
    const childSafety = current.childSafety || harms.includes("child_abuse");
    // What is only for people who are cleared leaves this house for nobody's model.
    if (isNew && !childSafety) await markForReaders(tx, { ...about, suggestionId, tools }, now);
    await tx
      .update(cases)
      .set({
        clauseGroup,
        severity,
        harmsRead: harms,
        ...placeOf(current, { severity, harms }, platform, now),
        // Read again and said the same: what was said before still stands.
        suggestedAt: madeAt,
        unreadWhy: null,
      })
      .where(eq(cases.id, row.caseId));
    await tellReadAgain(tx, { id: row.caseId, claimedBy: current.claimedBy, childSafety });
    // An open case is found by the clause it may break.
    if (suggestionId) await indexRows(tx, { case: [row.caseId] });
    return ok(null);
  },
});

type Suggestion = Pick<Extract<Reading, { model: string }>, "model" | "confident" | "matches" | "notes"> & {
  platformId: string;
  caseId: string;
};

/** Writes the suggestion, or finds the one that a case which was read again repeats: that one stays the newest. */
async function keepSuggestion(
  tx: Tx,
  { confident, ...read }: Suggestion,
  now: Date,
): Promise<{ suggestionId: string; madeAt: Date; isNew: boolean }> {
  const { model, matches, notes } = read;
  const [newest] = await tx
    .select()
    .from(caseSuggestions)
    .where(eq(caseSuggestions.caseId, read.caseId))
    .orderBy(desc(caseSuggestions.madeAt), desc(caseSuggestions.id))
    .limit(1);
  // Through JSON, as the stored one went: what is undefined is no property there.
  const isSame = isDeepStrictEqual([newest?.model, newest?.matches], JSON.parse(JSON.stringify([model, matches])));
  if (newest && isSame) return { suggestionId: newest.id, madeAt: newest.madeAt, isNew: false };
  const id = v7();
  await tx
    .insert(caseSuggestions)
    .values({ ...read, id, confident: confident ? "yes" : "no", matches, notes, madeAt: now });
  return { suggestionId: id, madeAt: now, isNew: true };
}

type Gravity = { severity: string | null; harms: readonly string[] };

/**
 * Where the case stands in the queue now that somebody knows how grave it may be. What reads like the abuse of a child is
 * for those who are cleared from then on, whatever it was reported as (REQUIREMENTS Q86).
 */
function placeOf(row: CaseRow, { severity, harms }: Gravity, platform: IntakePlatform | null, now: Date) {
  const claims = claimsIn(row.rankWhy);
  const categories = harms.includes("child_abuse") ? withChildSafety(claims.categories) : claims.categories;
  const facts = { ...claims, categories, severity, source: row.source, noticeCount: row.noticeCount };
  const dueAt = platform ? dueAtOf(facts, platform.targets, { now, dueBefore: row.dueAt }) : row.dueAt;
  const { rank, why } = rankOf(facts, dueAt);
  return { rank, rankWhy: why, dueAt };
}

async function suggestOne(db: Db, row: Unread, now: Date): Promise<void> {
  const platform = (await intakePlatforms(db, now)).get(row.platform) ?? null;
  await keepReading(matcherAtWork, { row, reading: await readCase(db, row, now), platform } satisfies Read, now);
}

/**
 * Suggests clauses for cases that have none yet, the most urgent first; a grave suggestion moves its case up (Q27).
 * Each suggestion is kept with the version of the model that made it. Returns how many cases were read.
 */
export async function suggestPending(db: Db, now: Date, limit: number): Promise<number> {
  const rows = await unreadCases(db, limit);
  for (const row of rows) await suggestOne(db, row, now);
  return rows.length;
}

/** The same for one case that somebody opens before its turn has come. */
export async function suggestFor(db: Db, caseId: string, now: Date): Promise<void> {
  const row = await unreadCase(db, caseId);
  if (row) await suggestOne(db, row, now);
}
