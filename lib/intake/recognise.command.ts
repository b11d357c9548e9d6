import "server-only";
import { and, asc, eq, isNotNull, ne } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { cases, hashLists, hashMatches, snapshotPictures } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import {
  farthestOn,
  type ListMatch,
  listsWith,
  picturesAfter,
  type SeenPicture,
  unseenPictures,
} from "./known-pictures.store";
import { likenessAt } from "./picture-hash.rules";
import { intakePlatforms } from "./platforms.store";
import type { IntakePlatform } from "./prepare.rules";
import { claimsIn, dueAtOf, type KnownFrom, rankOf, withChildSafety } from "./rank.rules";

export const listsAtWork = { kind: "system", name: "hash lists" } as const;

type Recognised = { caseId: string; picture: SeenPicture; matches: ListMatch[]; platform: IntakePlatform | null };
const Recognised = z.custom<Recognised>((value) => typeof value === "object" && value !== null);

/** What was found before and now, each list once, with its nearest picture. */
function allLists(before: readonly KnownFrom[], matches: readonly ListMatch[]): KnownFrom[] {
  const found = new Map(before.map((known) => [known.list, known]));
  for (const { list, category, distance } of matches) {
    const likeness = Math.max(found.get(list)?.likeness ?? 0, likenessAt(distance));
    found.set(list, { list, category, likeness });
  }
  return [...found.values()].sort((a, b) => (a.list < b.list ? -1 : 1));
}

/**
 * Writes down that a picture of a case is on lists of known content: a reason for its place in the queue and a mark on
 * the case, never a decision. A list of the abuse of children makes it a case for those who are cleared (Q86). That a tool
 * sorted it is told with the decision (DSA.md S7, N11). The version stays, as with a suggestion.
 */
export const recognise = command({
  name: "case.recognise",
  permission: "case.suggest",
  input: Recognised,
  subject: ({ caseId, picture, matches }, value?: { isNew: boolean }) =>
    value?.isNew === false
      ? null
      : {
          kind: "case",
          id: caseId,
          platformId: picture.platformId,
          detail: {
            media: picture.mediaId,
            lists: matches.map(({ listId, distance }) => ({ list: listId, distance })),
          },
        },
  async run({ tx, now }, { caseId, picture, matches, platform }) {
    const [row] = await tx.select().from(cases).where(eq(cases.id, caseId)).for("no key update");
    if (!row || row.state === "decided") return fail("stale", "case_changed");
    const { platformId, mediaId } = picture;
    const stored = await tx
      .insert(hashMatches)
      .values(
        matches.map(({ listId, list, category, kind, distance }) => ({
          platformId,
          caseId,
          mediaId,
          listId,
          listName: list,
          category,
          kind,
          distance,
          matchedAt: now,
        })),
      )
      .onConflictDoNothing()
      .returning({ id: hashMatches.id });
    if (stored.length === 0) return ok({ isNew: false });
    const claims = claimsIn(row.rankWhy);
    const isChildSafety = matches.some(({ category }) => category === "child_safety");
    const facts = {
      ...claims,
      severity: row.severity,
      source: row.source,
      noticeCount: row.noticeCount,
      lists: allLists(claims.lists ?? [], matches),
      categories: isChildSafety ? withChildSafety(claims.categories) : claims.categories,
    };
    const dueAt = platform ? dueAtOf(facts, platform.targets, { now, dueBefore: row.dueAt }) : row.dueAt;
    const { rank, why } = rankOf(facts, dueAt);
    await tx.update(cases).set({ rank, rankWhy: why, dueAt }).where(eq(cases.id, caseId));
    return ok({ isNew: true });
  },
});

/** Compares one picture with the lists, where its item has a case to decide. Safe to do twice. */
async function lookAt(db: Db, picture: SeenPicture, farthest: number, now: Date): Promise<void> {
  const [open] = await db
    .select({ id: cases.id, hasPictures: cases.hasPictures })
    .from(cases)
    .where(and(eq(cases.itemId, picture.itemId), ne(cases.state, "decided")));
  if (!open) return;
  if (!open.hasPictures) await db.update(cases).set({ hasPictures: true }).where(eq(cases.id, open.id));
  const matches = await listsWith(db, picture, farthest);
  if (matches.length === 0) return;
  const platform = (await intakePlatforms(db, now)).get(picture.platformId) ?? null;
  await recognise(listsAtWork, { caseId: open.id, picture, matches, platform } satisfies Recognised, now);
}

/** For the worker: pictures that came in, once their hash is made. Answers how many were looked at. */
export async function recognisePending(db: Db, now: Date, limit: number): Promise<number> {
  const rows = await unseenPictures(db, limit);
  const farthest = rows.length > 0 ? await farthestOn(db) : -1;
  for (const picture of rows) {
    await lookAt(db, picture, farthest, now);
    await db
      .update(snapshotPictures)
      .set({ lookedAt: now })
      .where(and(eq(snapshotPictures.snapshotId, picture.snapshotId), eq(snapshotPictures.mediaId, picture.mediaId)));
  }
  return rows.length;
}

/** For the worker: a list that was just loaded or switched on looks at pictures from before, a piece at a time. */
export async function recogniseEarlier(db: Db, now: Date, limit: number): Promise<number> {
  const [list] = await db
    .select({ id: hashLists.id, walkedTo: hashLists.walkedTo })
    .from(hashLists)
    .where(and(eq(hashLists.isOn, true), isNotNull(hashLists.walkedTo)))
    .orderBy(asc(hashLists.loadedAt))
    .limit(1);
  if (!list?.walkedTo) return 0;
  const piece = await picturesAfter(db, list.walkedTo, limit);
  const farthest = await farthestOn(db);
  for (const picture of piece?.rows ?? []) await lookAt(db, picture, farthest, now);
  // Switched off or on meanwhile: then it begins anew, or not at all.
  await db
    .update(hashLists)
    .set({ walkedTo: piece?.to ?? null })
    .where(and(eq(hashLists.id, list.id), eq(hashLists.walkedTo, list.walkedTo)));
  return piece?.rows.length ?? 0;
}
