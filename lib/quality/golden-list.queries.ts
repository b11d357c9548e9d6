import "server-only";
import { and, desc, eq, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { goldenAnswers, goldenItems, goldenTurns, people, platforms } from "@/db/schema";
import { labelOf, titleOf } from "@/lib/decisions/localised.rules";
import { excerptOf } from "@/lib/intake/snapshot.rules";
import { readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { can, type Person } from "@/lib/platform/permissions.rules";
import { settingsForEach } from "@/lib/platform/settings";
import type { PolicyPack } from "@/lib/policy/contract";
import { packFor } from "@/lib/policy/store";
import { harmsIn, veiled } from "@/lib/queue/care.rules";
import { notGivenTo } from "@/lib/queue/care.store";
import { caseReference } from "@/lib/queue/row.rules";
import type { GoldenRow, GoldenRows, OwnGolden } from "./golden.contract";
import { matchesSettled, settledFor, toldUpTo } from "./golden.rules";

const perPage = 50;

async function packsOf(db: Db, ids: readonly string[]): Promise<Map<string, PolicyPack | null>> {
  const packs = new Map<string, PolicyPack | null>();
  for (const id of new Set(ids)) packs.set(id, await packFor(db, id));
  return packs;
}

const clausesIn = (pack: PolicyPack | null | undefined, refs: readonly string[]) =>
  refs.map((ref) => {
    const clause = pack?.clauses.find((one) => one.ref === ref);
    return { ref, title: clause ? titleOf(clause) : { en: ref } };
  });

const measuresIn = (pack: PolicyPack | null | undefined, ids: readonly string[]) =>
  ids.map((id) => {
    const action = pack?.sanctions.actions.find((one) => one.id === id);
    return action ? labelOf(action) : { en: id };
  });

const answerOf = ({ outcome, clauseRef, sanctions }: typeof goldenAnswers.$inferSelect) => ({
  outcome,
  clause: clauseRef,
  sanctions,
});

type Item = typeof goldenItems.$inferSelect;

/** What a list tells its reader of an item's content: of classes that they are not given now nothing but that it is there. */
async function tellerFor(db: Db, actor: Person, items: readonly Item[], now: Date) {
  const notGiven = await notGivenTo(db, actor, items.map(harmsIn), now);
  return (item: Item) => veiled({ excerpt: excerptOf(item, item.location), harms: harmsIn(item) }, notGiven);
}

/** Every golden item with its settled answer, the newest first: for supervisors and auditors. */
export async function goldenRows(db: Db, actor: Person, after = "", now: Date = new Date()): Promise<GoldenRows> {
  if (!can(actor, "quality.team")) return { rows: [], next: null };
  const place = readPlace("golden-items", after);
  const past =
    place && sql`(${goldenItems.madeAt}, ${goldenItems.id}) < (${place.at.toISOString()}, ${place.id}::uuid)`;
  const [maker, confirmer] = [alias(people, "maker"), alias(people, "confirmer")];
  const rows = await db
    .select({ item: goldenItems, platform: platforms.name, madeBy: maker.name, confirmedBy: confirmer.name })
    .from(goldenItems)
    .innerJoin(platforms, eq(platforms.id, goldenItems.platformId))
    .innerJoin(maker, eq(maker.id, goldenItems.madeBy))
    .leftJoin(confirmer, eq(confirmer.id, goldenItems.confirmedBy))
    .where(past ?? undefined)
    .orderBy(desc(goldenItems.madeAt), desc(goldenItems.id))
    .limit(perPage + 1);
  const shown = rows.slice(0, perPage);
  const last = rows.length > perPage ? shown.at(-1)?.item : undefined;
  const ids = shown.map(({ item }) => item.id);
  const answers =
    ids.length === 0
      ? []
      : await db
          .select({ answer: goldenAnswers, by: people.name })
          .from(goldenAnswers)
          .innerJoin(people, eq(people.id, goldenAnswers.personId))
          .where(and(inArray(goldenAnswers.itemId, ids), isNull(goldenAnswers.undoneAt)));
  const packs = await packsOf(
    db,
    shown.map(({ item }) => item.platformId),
  );
  const toldOf = await tellerFor(
    db,
    actor,
    shown.map(({ item }) => item),
    now,
  );
  return {
    rows: shown.map(({ item, ...names }): GoldenRow => {
      const pack = packs.get(item.platformId);
      const own = answers.filter(({ answer }) => answer.itemId === item.id);
      const disagreements = own.flatMap(({ answer, by }) =>
        answer.disagreedAt
          ? [
              {
                answerId: answer.id,
                by,
                why: answer.disagreedWhy ?? "",
                at: answer.disagreedAt.toISOString(),
                keptWhy: answer.keptWhy,
              },
            ]
          : [],
      );
      const isContested = disagreements.some(({ keptWhy }) => keptWhy === null);
      const state = item.retiredAt ? "retired" : !item.confirmedAt ? "draft" : isContested ? "contested" : "in_use";
      const mayChange = can(actor, "quality.golden") && !item.retiredAt;
      return {
        itemId: item.id,
        state,
        ...names,
        language: item.language,
        ...toldOf(item),
        outcome: item.outcome,
        clauses: clausesIn(pack, item.clauses),
        sanctions: measuresIn(pack, item.sanctions),
        reason: item.reason,
        versionRef: item.versionRef,
        madeAt: item.madeAt.toISOString(),
        answers: own.length,
        matching: own.filter(({ answer }) => matchesSettled(item, answerOf(answer)).sameFinding).length,
        disagreements,
        mayConfirm: mayChange && !item.confirmedAt && item.madeBy !== actor.id,
        mayRetire: mayChange,
      };
    }),
    next: last ? writePlace("golden-items", { at: last.madeAt, id: last.id }) : null,
  };
}

/** Of one's own answers those that are told by now; each platform says how long after an answer that is. */
export async function toldBy(db: Db, now: Date): Promise<SQL | undefined> {
  const ids = (await db.select({ id: platforms.id }).from(platforms)).map(({ id }) => id);
  const settings = await settingsForEach(db, ids);
  const { platformId, effectiveAt } = goldenAnswers;
  return or(
    ...ids.map((id) =>
      and(eq(platformId, id), lte(effectiveAt, toldUpTo(now, settings.get(id)?.goldenTellAfterHours ?? 0))),
    ),
  );
}

/** What one's own answers to golden items came to, once it is told; nobody else's. */
export async function ownGolden(db: Db, actor: Person, now: Date): Promise<OwnGolden[]> {
  const rows = await db
    .select({ answer: goldenAnswers, item: goldenItems, number: goldenTurns.number, prefix: platforms.prefix })
    .from(goldenAnswers)
    .innerJoin(goldenItems, eq(goldenItems.id, goldenAnswers.itemId))
    .innerJoin(goldenTurns, eq(goldenTurns.id, goldenAnswers.turnId))
    .innerJoin(platforms, eq(platforms.id, goldenAnswers.platformId))
    .where(and(eq(goldenAnswers.personId, actor.id), isNull(goldenAnswers.undoneAt), await toldBy(db, now)))
    .orderBy(desc(goldenAnswers.answeredAt), desc(goldenAnswers.id))
    .limit(perPage);
  const ids = [...new Set(rows.map(({ item }) => item.platformId))];
  const packs = await packsOf(db, ids);
  const toldOf = await tellerFor(
    db,
    actor,
    rows.map(({ item }) => item),
    now,
  );
  return rows.map(({ answer, item, number, prefix }) => {
    const yours = answerOf(answer);
    const settled = settledFor(item, yours);
    return {
      answerId: answer.id,
      reference: caseReference(prefix, number),
      ...toldOf(item),
      at: answer.answeredAt.toISOString(),
      yours,
      settled: { outcome: item.outcome, clause: item.outcome === "violation" ? settled : null },
      otherClauses: item.clauses.filter((ref) => ref !== settled),
      measures: measuresIn(packs.get(item.platformId), item.sanctions),
      reason: item.reason,
      ...matchesSettled(item, yours),
      disagreedWhy: answer.disagreedWhy,
      keptWhy: answer.keptWhy,
    };
  });
}
