import "server-only";
import { and, eq, gt, inArray, isNotNull, isNull, ne, notExists, notInArray, sql } from "drizzle-orm";
import { z } from "zod";
import { database, type Tx } from "@/db/client";
import { cases, goldenAnswers, goldenItems, goldenPaces, goldenTurns, media } from "@/db/schema";
import { weightiestSource } from "@/lib/intake/rank.rules";
import { command } from "@/lib/platform/command";
import { type HarmClass, isHard } from "@/lib/platform/harm.rules";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { readRows } from "@/lib/platform/rows";
import { settingsFor } from "@/lib/platform/settings";
import { skillsOf } from "@/lib/platform/skills.rules";
import { inHandByNow, readyBehind } from "@/lib/queue/ahead.store";
import { givenBehind, harmsIn, notShownOf } from "@/lib/queue/care.rules";
import { careOf } from "@/lib/queue/care.store";
import { ClaimNext } from "@/lib/queue/contract";
import { filterOf, servedTo } from "@/lib/queue/filters.queries";
import { isAnyFree } from "@/lib/queue/free.queries";
import { aheadEnd, leaseEnd } from "@/lib/queue/rules";
import { goldenOrder, isGoldenNext, openedBefore } from "./golden.rules";
import { recordGolden } from "./golden-care.store";
import { hasGolden, heldGolden } from "./golden-held.store";
import { pastFor } from "./golden-past.store";
import { goldenSubject } from "./golden-subject.rules";

type Item = typeof goldenItems.$inferSelect;
type Asked = ReturnType<typeof ClaimNext.parse>;
export type Served = { caseId: string; platform: string };

/** Whether this person would be given a case like this by these filters and their skills. */
function isAsked(item: Item, actor: Person, asked: Asked): boolean {
  const { languages, platforms, groups } = skillsOf(actor);
  const among = (values: readonly string[], value: string) => values.length === 0 || values.includes(value);
  const is = (filter: string | undefined, value: string | null) => filter === undefined || filter === value;
  return (
    among(languages, item.language) &&
    among(platforms, item.platformId) &&
    (item.clauseGroup === null || among(groups, item.clauseGroup)) &&
    is(asked.platform, item.platformId) &&
    is(asked.language, item.language) &&
    is(asked.group, item.clauseGroup) &&
    is(asked.source, weightiestSource(item.reports.map(({ source }) => source))) &&
    (asked.tag === undefined || item.tags.includes(asked.tag))
  );
}

/**
 * What they are given behind the case in hand and those that the screen has laid ready: it shows those without asking again,
 * so each is counted as if it had been before them, as for a case.
 */
async function sparingOf(tx: Tx, actor: Person, { inHand, ready }: Asked, now: Date): Promise<Sparing> {
  if (inHand) await inHandByNow(tx, actor, inHand, now);
  const care = await careOf(tx, actor.id, now);
  return givenBehind(care, await readyBehind(tx, actor, ready, now), care.settings.careHardInARow);
}

type Sparing = { notGiven: readonly HarmClass[]; isLighterNext: boolean };

/** Whether routing would give them what is of these classes: as of cases, and a hard one never where a lighter is due. */
function isSpared(actor: Person, harms: readonly HarmClass[], { notGiven, isLighterNext }: Sparing): boolean {
  if (harms.includes("child_abuse") && !actor.skills?.childSafety) return false;
  return notShownOf(harms, notGiven).length === 0 && !(isLighterNext && isHard(harms));
}

/** The confirmed items this person was never given and knows nothing of; contested ones rest. */
async function unseen(tx: Tx, actor: Person): Promise<Item[]> {
  const given = tx
    .select({ one: sql`1` })
    .from(goldenTurns)
    .where(and(eq(goldenTurns.itemId, goldenItems.id), eq(goldenTurns.personId, actor.id)));
  const contested = tx
    .select({ one: sql`1` })
    .from(goldenAnswers)
    .where(
      and(eq(goldenAnswers.itemId, goldenItems.id), isNotNull(goldenAnswers.disagreedAt), isNull(goldenAnswers.keptAt)),
    );
  return tx
    .select()
    .from(goldenItems)
    .where(
      and(
        isNotNull(goldenItems.confirmedAt),
        isNull(goldenItems.retiredAt),
        ne(goldenItems.madeBy, actor.id),
        ne(goldenItems.confirmedBy, actor.id),
        sql`not (${goldenItems.knownTo} ? ${actor.id})`,
        notExists(given),
        notExists(contested),
      ),
    )
    .limit(500);
}

/** Those whose pictures are all still there: one that was purged is not shown as a hole. */
async function withPictures(tx: Tx, items: readonly Item[]): Promise<Item[]> {
  const ids = items.flatMap((item) => item.media.map(({ mediaId }) => mediaId));
  if (ids.length === 0) return [...items];
  const there = await tx.select({ id: media.id }).from(media).where(inArray(media.id, ids));
  const known = new Set(there.map(({ id }) => id));
  return items.filter((item) => item.media.every(({ mediaId }) => known.has(mediaId)));
}

async function paceOf(tx: Tx, personId: string): Promise<number> {
  const [pace] = await tx
    .insert(goldenPaces)
    .values({ personId, asked: 1 })
    .onConflictDoUpdate({ target: goldenPaces.personId, set: { asked: sql`${goldenPaces.asked} + 1` } })
    .returning({ asked: goldenPaces.asked });
  return (pace?.asked ?? 1) - 1;
}

type Given = { item: Item; actor: Person; seed: number; notGiven: readonly HarmClass[] };

async function give(tx: Tx, { item, actor, seed, notGiven }: Given, isAhead: boolean, now: Date) {
  const { leaseSeconds } = await settingsFor(tx, item.platformId);
  const next = sql`select nextval(pg_get_serial_sequence('cases', 'number'))::int as number`;
  const [named] = readRows(await tx.execute(next), z.object({ number: z.number() }));
  if (!named) throw new Error("the cases have no sequence");
  const openedAt = openedBefore(now, { personId: actor.id, itemId: item.id }, item.contentAt);
  const past = await pastFor(tx, { item, actor, seed, notGiven }, openedAt);
  const [turn] = await tx
    .insert(goldenTurns)
    .values({
      platformId: item.platformId,
      itemId: item.id,
      personId: actor.id,
      number: named.number,
      servedAt: now,
      openedAt,
      past,
      state: "claimed",
      isAhead,
      leaseUntil: isAhead ? aheadEnd(now, leaseSeconds) : leaseEnd(now, leaseSeconds),
    })
    .returning({ id: goldenTurns.id });
  if (!turn) throw new Error("the turn was not stored");
  return turn.id;
}

/**
 * Whether a case is laid ready behind the one in hand already: then its lease is renewed and nothing is drawn, or whoever
 * stays long over one case would be given more golden items than their share. One that was laid ready for another filter
 * goes back to the queue in a moment, and stands in nobody's way.
 */
async function hasCaseReady(tx: Tx, actor: Person, asked: Asked, now: Date): Promise<boolean> {
  const { id, state, claimedBy, claimedAhead, leaseUntil } = cases;
  const [row] = await tx
    .select({ id })
    .from(cases)
    .where(
      and(
        eq(state, "claimed"),
        eq(claimedBy, actor.id),
        eq(claimedAhead, true),
        gt(leaseUntil, now),
        asked.inHand ? ne(id, asked.inHand) : undefined,
        asked.ready.length > 0 ? notInArray(id, asked.ready) : undefined,
        filterOf(asked),
        servedTo(actor),
      ),
    )
    .limit(1);
  return row !== undefined;
}

const serve = command<typeof ClaimNext, Served | null>({
  name: "case.claim_next",
  permission: "case.claim",
  input: ClaimNext,
  subject: (_, value) => (value ? goldenSubject(value) : null),
  async run({ tx, actor, now }, asked) {
    if (actor.kind !== "person") return fail("forbidden");
    const { goldenShare, goldenSeed: seed } = await settingsFor(tx);
    const isOver = goldenShare === 0;
    const { had, isInHand } = await heldGolden(tx, actor, { inHand: asked.inHand, isOver }, now);
    const held = had?.turn;
    const isAhead = asked.inHand !== undefined;
    if (had && held && held.id !== asked.inHand) {
      if (asked.except.includes(held.id) || !isAsked(had.item, actor, asked)) return ok(null);
      const { leaseSeconds } = await settingsFor(tx, held.platformId);
      const leaseUntil = isAhead ? aheadEnd(now, leaseSeconds) : leaseEnd(now, leaseSeconds);
      const patch = { leaseUntil, isAhead, heldUntil: null };
      await tx.update(goldenTurns).set(patch).where(eq(goldenTurns.id, held.id));
      if (!isAhead) await recordGolden(tx, actor, { turn: held, item: had.item, past: null }, now);
      // The screen has it by now: what is laid ready behind it is a case.
      if (asked.ready.includes(held.id)) return ok(null);
      return ok({ caseId: held.id, platform: held.platformId });
    }
    if (had && held) {
      // It is on the screen now: it counts for its person, and nothing else of this kind comes beside it.
      const { leaseSeconds } = await settingsFor(tx, held.platformId);
      const inHand = { isAhead: false, ...(held.isAhead ? { leaseUntil: leaseEnd(now, leaseSeconds) } : {}) };
      await tx.update(goldenTurns).set(inHand).where(eq(goldenTurns.id, held.id));
      await recordGolden(tx, actor, { turn: held, item: had.item, past: null }, now);
      return ok(null);
    }
    if (isOver || isInHand || (asked.inHand !== undefined && (await hasCaseReady(tx, actor, asked, now))))
      return ok(null);
    const asking = { seed, personId: actor.id, asked: await paceOf(tx, actor.id) };
    if (!isGoldenNext(asking, goldenShare)) return ok(null);
    // A queue with nothing in it gives nothing: what comes out of it would be known for what it is.
    const { notGiven, isLighterNext } = await sparingOf(tx, actor, asked, now);
    if (!(await isAnyFree(tx, actor, { ...asked, notGiven }, now))) return ok(null);
    const spares = (one: Item) => isSpared(actor, harmsIn(one), { notGiven, isLighterNext });
    const asksFor = (await unseen(tx, actor)).filter((one) => isAsked(one, actor, asked) && spares(one));
    const [item] = (await withPictures(tx, asksFor)).sort(
      (one, other) => goldenOrder(seed, actor.id, one.id) - goldenOrder(seed, actor.id, other.id),
    );
    if (!item) return ok(null);
    const caseId = await give(tx, { item, actor, seed, notGiven }, isAhead, now);
    const { platformId: platform } = item;
    if (!isAhead) await recordGolden(tx, actor, { turn: { id: caseId, platformId: platform }, item, past: null }, now);
    return ok({ caseId, platform });
  },
});

/**
 * A golden item in the place of the next case, or null: then the next case comes from the queue. Which it is follows from
 * the seed, the person and how often they asked. A desk whose share is 0 pays one look for it, more only where somebody was
 * given one before: that one is withdrawn. A program gets none.
 */
export async function serveGolden(actor: Actor, raw: unknown, now: Date): Promise<Result<Served | null>> {
  if (actor.kind !== "person" || actor.through) return ok(null);
  const db = await database();
  const { goldenShare } = await settingsFor(db);
  return goldenShare === 0 && !(await hasGolden(db, actor)) ? ok(null) : serve(actor, raw, now);
}
