import "server-only";
import { setImmediate } from "node:timers/promises";
import { and, asc, desc, eq, inArray, isNull, lte, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, decisions, platforms, sanctions, snapshots } from "@/db/schema";
import type { Features } from "@/lib/matching/features.rules";
import { likenessTo, mostCompared, piecesOf } from "@/lib/matching/precedents.rules";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { beginningOf } from "@/lib/platform/text.rules";
import { veiled } from "@/lib/queue/care.rules";
import { notGivenTo } from "@/lib/queue/care.store";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import { decisionState } from "./decision-state.rules";
import { fallenAmong } from "./lifted.store";
import type { Precedent, Precedents } from "./precedents.contract";
import { likenessIn, nearestOf } from "./precedents.rules";

/** The newest decisions under a clause that are compared; why no more, in docs/decisions/0008. */
export const mostCandidates = 200;
const excerptLength = 160;

/** Pieces of the snapshots compared last. A snapshot never changes, so what is kept is never wrong. */
const kept = new Map<string, Features>();
let keptPieces = 0;
const textsAtOnce = 25;
/** Eight bytes each: some 24 MB. */
const mostPieces = 3_000_000;

function keep(id: string, pieces: Features): void {
  kept.set(id, pieces);
  keptPieces += pieces.ids.length;
  for (const [oldest, { ids }] of kept) {
    if (keptPieces <= mostPieces) return;
    kept.delete(oldest);
    keptPieces -= ids.length;
  }
}

const read = {
  title: sql<string>`left(${snapshots.title}, ${mostCompared})`,
  text: sql<string>`left(${snapshots.text}, ${mostCompared})`,
};
const wordsIn = ({ title, text }: { title: string; text: string }) => (title ? `${title}\n${text}` : text);

/** Decisions under the clause that took effect, newest first, one more than are compared. One taken back is none. */
function decidedUnder(db: Db, about: { platformId: string; ref: string; caseId: string; now: Date }) {
  return db
    .select({
      id: decisions.id,
      caseId: decisions.caseId,
      snapshotId: decisions.snapshotId,
      outcome: decisions.outcome,
      decidedAt: decisions.decidedAt,
      undoneAt: decisions.undoneAt,
      reversedAt: decisions.reversedAt,
      supersededBy: decisions.supersededBy,
    })
    .from(decisions)
    .where(
      and(
        eq(decisions.platformId, about.platformId),
        eq(decisions.clauseRef, about.ref),
        inArray(decisions.outcome, ["violation", "no_violation"]),
        isNull(decisions.undoneAt),
        lte(decisions.effectiveAt, about.now),
        ne(decisions.caseId, about.caseId),
      ),
    )
    .orderBy(desc(decisions.decidedAt))
    .limit(mostCandidates + 1);
}

async function piecesFor(db: Db, snapshotIds: readonly string[]): Promise<Map<string, Features>> {
  const known = new Map<string, Features>();
  for (const id of snapshotIds) {
    const pieces = kept.get(id);
    if (pieces) known.set(id, pieces);
  }
  const missing = [...new Set(snapshotIds)].filter((id) => !known.has(id));
  if (missing.length === 0) return known;
  const rows = await db
    .select({ id: snapshots.id, ...read })
    .from(snapshots)
    .where(inArray(snapshots.id, missing));
  for (const [at, row] of rows.entries()) {
    // The texts of a clause that is looked at for the first time take some tens of milliseconds: others are served between.
    if (at % textsAtOnce === textsAtOnce - 1) await setImmediate();
    const pieces = piecesOf(wordsIn(row));
    known.set(row.id, pieces);
    keep(row.id, pieces);
  }
  return known;
}

type Near = Awaited<ReturnType<typeof decidedUnder>>[number] & { score: number; state: Precedent["state"] };

async function nearest(db: Db, rows: Awaited<ReturnType<typeof decidedUnder>>, text: string): Promise<Near[]> {
  const pieces = await piecesFor(
    db,
    rows.map(({ snapshotId }) => snapshotId),
  );
  const scores = likenessTo(
    piecesOf(text),
    rows.map(({ snapshotId }) => pieces.get(snapshotId) ?? piecesOf("")),
  );
  const candidates = rows.flatMap((row, at): Near[] => {
    const state = decisionState(row);
    return state === "undone" ? [] : [{ ...row, state, score: scores[at] ?? 0 }];
  });
  const near = nearestOf(candidates);
  const fallen = await fallenAmong(
    db,
    near.flatMap(({ id, state }) => (state === "reversed" ? [id] : [])),
  );
  return near.map((one) => (fallen.get(one.id) === "anew" ? { ...one, state: "anew" } : one));
}

async function sanctionsOf(db: Db, ids: string[]) {
  const { decisionId, label, endsAt, permanent, indefinite } = sanctions;
  return db
    .select({ decisionId, label, endsAt, permanent, indefinite })
    .from(sanctions)
    .where(and(inArray(decisionId, ids), eq(sanctions.isFollowOn, false)))
    .orderBy(asc(sanctions.id));
}

async function casesOf(db: Db, actor: Actor, ids: string[]) {
  return db
    .select({ id: decisions.id, prefix: platforms.prefix, number: cases.number, harms: cases.harms, ...read })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, decisions.platformId))
    .innerJoin(snapshots, eq(snapshots.id, decisions.snapshotId))
    .where(and(inArray(decisions.id, ids), shownTo(actor)));
}

async function inWords(db: Db, actor: Actor, near: readonly Near[], now: Date): Promise<Precedent[]> {
  if (near.length === 0) return [];
  const ids = near.map(({ id }) => id);
  const [imposed, about] = await Promise.all([sanctionsOf(db, ids), casesOf(db, actor, ids)]);
  const notGiven = await notGivenTo(
    db,
    actor,
    about.map(({ harms }) => harms),
    now,
  );
  return near.flatMap(({ id, caseId, outcome, decidedAt, state, score }): Precedent[] => {
    const known = about.find((row) => row.id === id);
    const likeness = likenessIn(score);
    if (!known || !likeness) return [];
    const mine = imposed.filter(({ decisionId }) => decisionId === id);
    return [
      {
        decisionId: id,
        caseId,
        reference: caseReference(known.prefix, known.number),
        outcome: outcome === "violation" ? "violation" : "no_violation",
        decidedAt: decidedAt.toISOString(),
        state,
        likeness,
        ...veiled({ harms: known.harms, excerpt: beginningOf(wordsIn(known), excerptLength) }, notGiven),
        sanctions: mine.map(({ decisionId: _decision, endsAt, ...sanction }) => ({
          ...sanction,
          endsAt: endsAt?.toISOString() ?? null,
        })),
      },
    ];
  });
}

/**
 * What was decided on this platform under a clause about content like this case's: the nearest of its newest decisions,
 * those that stand before one that fell. Answers `case_not_found`.
 */
export async function precedentsOf(
  db: Db,
  actor: Actor,
  { caseId, ref, now }: { caseId: string; ref: string; now: Date },
): Promise<Result<Precedents>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  const [row] = isId(caseId)
    ? await db
        .select({ platformId: cases.platformId, ...read })
        .from(cases)
        .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
        .where(and(eq(cases.id, caseId), shownTo(actor)))
    : [];
  if (!row) return fail("not_found", "case_not_found");
  return ok(await precedentsFor(db, actor, { ...row, ref, caseId, now }));
}

type Content = { platformId: string; title: string; text: string };

/** The same for content that is told; decisions on `caseId` are not among them. */
export async function precedentsFor(
  db: Db,
  actor: Actor,
  about: Content & { ref: string; caseId: string; now: Date },
): Promise<Precedents> {
  const found = await decidedUnder(db, about);
  const compared = found.slice(0, mostCandidates);
  const precedents = await inWords(db, actor, await nearest(db, compared, wordsIn(about)), about.now);
  return { precedents, compared: compared.length, isAll: found.length === compared.length };
}
