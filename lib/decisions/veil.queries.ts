import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, goldenItems, goldenTurns, noticeItems, notices, people, snapshots } from "@/db/schema";
import { categoryOf, harmsAmong, harmsTold } from "@/lib/platform/harm.rules";
import type { Actor } from "@/lib/platform/permissions.rules";
import { settingsFor } from "@/lib/platform/settings";
import { type Veil, type VeilStrength, veilFor } from "@/lib/platform/veil.rules";

/** What notifiers of a case say that it is about, and what the matcher and the lists of known content read in it. */
async function classesOf(db: Db, caseId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ category: notices.category, childAbuse: notices.childAbuseClaim })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .where(eq(noticeItems.caseId, caseId));
  const [read] = await db
    .select({ harms: cases.harms, childSafety: cases.childSafety })
    .from(cases)
    .where(eq(cases.id, caseId));
  const said = rows.flatMap(({ category, childAbuse }) => [category ?? [], childAbuse ? "child_safety" : []].flat());
  // What was said has a word of its own, which the classes are wider than: only what nobody said is taken from them.
  const told = harmsTold(said, false);
  const found = harmsAmong(read?.harms ?? []).filter((harm) => !told.includes(harm));
  return [...said, ...found.map(categoryOf), ...(read?.childSafety ? ["child_safety"] : [])];
}

/** The strength somebody chose for themselves, or null. */
export async function ownVeil(db: Db, actor: Actor): Promise<VeilStrength | null> {
  if (actor.kind !== "person") return null;
  const [row] = await db.select({ own: people.mediaVeil }).from(people).where(eq(people.id, actor.id));
  return row?.own ?? null;
}

/** How the pictures of a case are veiled for this reader: by setting, by what it is said to be about, by their own wish. */
export async function veilOfCase(db: Db, actor: Actor, of: { caseId: string; platformId: string }): Promise<Veil> {
  const [settings, classes, own] = await Promise.all([
    settingsFor(db, of.platformId),
    classesOf(db, of.caseId),
    ownVeil(db, actor),
  ]);
  return veilFor(settings, classes, own);
}

/**
 * The veil of a picture where it is asked for as one of a case's. The strongest there is where it is not: a weaker one
 * cannot be had by naming a harmless case.
 */
export async function veilOfMedia(
  db: Db,
  actor: Actor,
  asked: { mediaId: string; caseId: string | null },
): Promise<Veil> {
  const strongest = { strength: "high", isGrey: true } as const;
  if (asked.caseId === null) return strongest;
  const shown = sql`${snapshots.media} @> ${JSON.stringify([{ mediaId: asked.mediaId }])}::jsonb`;
  const [row] = await db
    .select({ platformId: cases.platformId })
    .from(cases)
    .innerJoin(snapshots, eq(snapshots.itemId, cases.itemId))
    .where(and(eq(cases.id, asked.caseId), shown))
    .limit(1);
  if (!row) return (await veilOfTurn(db, actor, { mediaId: asked.mediaId, turnId: asked.caseId })) ?? strongest;
  return veilOfCase(db, actor, { caseId: asked.caseId, platformId: row.platformId });
}

/** The same where it is a golden item's in this reader's hands (lib/quality), by what its reports say that it is about. */
async function veilOfTurn(db: Db, actor: Actor, { mediaId, turnId }: { mediaId: string; turnId: string }) {
  if (actor.kind !== "person") return null;
  const [row] = await db
    .select({ platformId: goldenItems.platformId, reports: goldenItems.reports })
    .from(goldenTurns)
    .innerJoin(goldenItems, eq(goldenItems.id, goldenTurns.itemId))
    .where(
      and(
        eq(goldenTurns.id, turnId),
        eq(goldenTurns.personId, actor.id),
        sql`${goldenItems.media} @> ${JSON.stringify([{ mediaId }])}::jsonb`,
      ),
    );
  if (!row) return null;
  const classes = row.reports.flatMap(({ category }) => category ?? []);
  return veilFor(await settingsFor(db, row.platformId), classes, await ownVeil(db, actor));
}
