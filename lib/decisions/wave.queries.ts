import "server-only";
import { and, count, countDistinct, desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, database } from "@/db/client";
import { cases, platforms, snapshots, waveMembers, waves } from "@/db/schema";
import { fieldFailures } from "@/lib/platform/field-failures";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { readRows } from "@/lib/platform/rows";
import { packFor } from "@/lib/policy/store";
import { veiled } from "@/lib/queue/care.rules";
import { notGivenTo } from "@/lib/queue/care.store";
import { joinedInto } from "@/lib/queue/join-waves.store";
import { isFirstOfWave, isShownInWave } from "@/lib/queue/wave-members.store";
import { titleOf } from "./localised.rules";
import { PlanWave, type WavePlan, type WaveView } from "./wave.contract";
import { groupsOf } from "./wave-plan.rules";
import { leftOf, planItems } from "./wave-plan.store";
import { latestRun } from "./wave-run.queries";

const undecided = and(isShownInWave, sql`${cases.state} <> 'decided'`);

async function headOf(db: Db, waveId: string) {
  const [row] = await db
    .select({
      id: waves.id,
      platformId: waves.platformId,
      name: platforms.name,
      zone: platforms.zone,
      title: snapshots.title,
      text: sql<string>`left(${snapshots.text}, 5000)`,
      language: snapshots.language,
      beganAt: waves.beganAt,
      lastAt: waves.lastAt,
      caseId: waveMembers.caseId,
      harms: cases.harms,
    })
    .from(waves)
    .innerJoin(platforms, eq(platforms.id, waves.platformId))
    .innerJoin(snapshots, eq(snapshots.id, waves.snapshotId))
    .innerJoin(waveMembers, and(eq(waveMembers.waveId, waves.id), isFirstOfWave))
    .innerJoin(cases, and(eq(cases.id, waveMembers.caseId), eq(cases.childSafety, false)))
    .where(eq(waves.id, waveId));
  return row;
}

const parts = 10;
const Part = z.object({ part: z.number(), count: z.number() });

/** How many of the undecided came in each tenth of the wave's time. */
async function spreadOf(db: Db, { id, beganAt, lastAt }: { id: string; beganAt: Date; lastAt: Date }) {
  const [from, to] = [beganAt.getTime() / 1000, lastAt.getTime() / 1000 + 1];
  const answer = await db.execute(sql`
    select least(width_bucket(extract(epoch from m.joined_at)::float8, ${from}::float8, ${to}::float8, ${parts}), ${parts})::int as part, count(*)::int as count
    from wave_members m join cases c on c.id = m.case_id
    where m.wave_id = ${id} and m.taken_out_at is null and c.state <> 'decided' and not c.child_safety group by 1`);
  const counts = new Map(readRows(answer, Part).map((row) => [row.part, row.count]));
  const step = (to - from) / parts;
  const at = (index: number) => new Date((from + index * step) * 1000).toISOString();
  return Array.from({ length: parts }, (_, index) => ({
    from: at(index),
    to: at(index + 1),
    count: counts.get(index + 1) ?? 0,
  }));
}

const Suggested = z.object({ ref: z.string(), count: z.number(), caseId: z.string() });

/** Which clauses the matcher suggested first for its items, the most frequent first. */
async function suggestedIn(db: Db, waveId: string) {
  const answer = await db.execute(sql`
    select s.ref, count(*)::int as count, min(s.case_id::text) as "caseId" from (
      select distinct on (s.case_id) s.case_id, s.matches->0->>'ref' as ref
      from case_suggestions s join wave_members m on m.case_id = s.case_id join cases c on c.id = s.case_id
      where m.wave_id = ${waveId} and m.taken_out_at is null and not c.child_safety order by s.case_id, s.made_at desc) s
    where s.ref is not null group by s.ref order by 2 desc, 1 limit 5`);
  return readRows(answer, Suggested);
}

/** One wave, or the one it was joined into: what its items share, how many there are, when they came, and what was decided for it last. */
export async function waveView(
  db: Db,
  actor: Actor,
  waveId: string,
  now: Date = new Date(),
): Promise<Result<WaveView>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  const head = isId(waveId) ? await headOf(db, waveId) : undefined;
  // All its items are in the wave it was joined into: whoever has it open goes on there.
  const there = head ? null : await joinedInto(db, waveId);
  if (there) return waveView(db, actor, there, now);
  if (!head || !mayOn(actor, head.platformId)) return fail("not_found", "wave_not_found");
  const inWave = eq(waveMembers.waveId, waveId);
  const kinds = await db
    .select({ by: waveMembers.by, count: count() })
    .from(waveMembers)
    .innerJoin(cases, eq(cases.id, waveMembers.caseId))
    .where(and(inWave, undecided))
    .groupBy(waveMembers.by)
    .orderBy(desc(count()));
  const [people] = await db
    .select({ accounts: countDistinct(cases.accountId) })
    .from(waveMembers)
    .innerJoin(cases, eq(cases.id, waveMembers.caseId))
    .where(and(inWave, undecided));
  const [out] = await db
    .select({ count: count() })
    .from(waveMembers)
    .innerJoin(cases, and(eq(cases.id, waveMembers.caseId), eq(cases.childSafety, false)))
    .where(and(inWave, isNotNull(waveMembers.takenOutAt)));
  const pack = await packFor(db, head.platformId);
  const suggested = (await suggestedIn(db, waveId)).flatMap(({ ref, count: size, caseId }) => {
    const clause = pack?.clauses.find((each) => each.ref === ref);
    return clause ? [{ ref, title: titleOf(clause), size, caseId }] : [];
  });
  const notGiven = await notGivenTo(db, actor, [head.harms], now);
  const whole = { harms: head.harms, excerpt: head.title ? `${head.title}\n${head.text}` : head.text };
  const { excerpt: text, notShown } = veiled(whole, notGiven);
  return ok({
    id: waveId,
    platform: { id: head.platformId, name: head.name, zone: head.zone },
    size: kinds.reduce((sum, kind) => sum + kind.count, 0),
    takenOut: out?.count ?? 0,
    accounts: people?.accounts ?? 0,
    first: {
      caseId: head.caseId,
      text,
      notShown,
      language: head.language,
    },
    by: Object.fromEntries(kinds.map((kind) => [kind.by, kind.count])),
    spread: await spreadOf(db, head),
    suggested,
    run: await latestRun(db, actor, waveId, now),
  });
}

/** What would follow for each item, in groups; nothing is written. */
export async function planWave(actor: Actor, raw: unknown, now: Date = new Date()): Promise<Result<WavePlan>> {
  if (!can(actor, "case.decide") || actor.kind !== "person") return fail("forbidden");
  const asked = PlanWave.safeParse(raw, { reportInput: true });
  if (!asked.success) return fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
  const db = await database();
  const [wave] = await db.select({ platformId: waves.platformId }).from(waves).where(eq(waves.id, asked.data.waveId));
  if (!wave || !mayOn(actor, wave.platformId)) return fail("not_found", "wave_not_found");
  const items = await planItems(db, { ...asked.data, person: actor }, now);
  return ok(groupsOf(items, await leftOf(db, asked.data.waveId, items.length)));
}

/** The wave that a case is in with others, for the case screen; null when it is alone. */
export async function waveOfCase(
  db: Db,
  actor: Actor,
  caseId: string,
): Promise<Result<{ waveId: string; size: number } | null>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  const [row] = await db
    .select({ waveId: waves.id, size: waves.size, platformId: waves.platformId })
    .from(waveMembers)
    .innerJoin(waves, eq(waves.id, waveMembers.waveId))
    .innerJoin(cases, eq(cases.id, waveMembers.caseId))
    .where(and(eq(waveMembers.caseId, caseId), undecided, gt(waves.size, 1)));
  return ok(row && mayOn(actor, row.platformId) ? { waveId: row.waveId, size: row.size } : null);
}
