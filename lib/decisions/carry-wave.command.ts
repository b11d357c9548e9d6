import "server-only";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Db, OpenDatabase } from "@/db/client";
import { advisoryLock } from "@/db/open";
import { isDatabaseAway } from "@/db/query-failed";
import { people, waveRunMembers, waveRuns } from "@/db/schema";
import { beside } from "@/lib/platform/beside";
import { metrics } from "@/lib/platform/metrics";
import type { Person } from "@/lib/platform/permissions.rules";
import { plainError } from "@/lib/platform/plain-error.rules";
import { type Failure, fail } from "@/lib/platform/result";
import { countAnew } from "@/lib/queue/wave-first.store";
import type { DecideCase } from "./contract";
import { WaveChoice } from "./wave.contract";
import { decideItems, type Member, type Run, undoItem } from "./wave-items.command";

type Clock = () => Date;

/** Who a run is carried out for, as they are now: a role that was taken away counts at once; null when they are gone. */
async function personOf(db: Db, { id, startedBy, undoneBy, state }: Run): Promise<Person | null> {
  const who = state === "undoing" ? (undoneBy ?? startedBy) : startedBy;
  const [row] = await db
    .select({ id: people.id, name: people.name, role: people.role, locale: people.locale })
    .from(people)
    .where(and(eq(people.id, who), isNull(people.disabledAt)));
  return row ? { kind: "person", ...row, sessionId: id } : null;
}

/** An item that the rules refuse stays where it is, and the run says why. */
async function setAside(db: Db, { id, state }: Member, failure: Failure): Promise<void> {
  const { reason, values = {}, fields = [] } = failure;
  await db
    .update(waveRunMembers)
    .set({
      state: state === "waiting" ? "left_out" : "kept",
      reason: fields[0]?.reason ?? reason,
      values: fields[0]?.values ?? values,
      fields: fields.map(({ field, reason: why }) => ({ field, reason: why })),
    })
    .where(and(eq(waveRunMembers.id, id), eq(waveRunMembers.state, state)));
}

/** One item that cannot be done must not stop all waves for ever; a database that is away is no fault of the item. */
function failedAt(error: unknown, { caseId }: Member): Failure {
  if (isDatabaseAway(error)) throw error;
  console.error(`case ${caseId} of a wave failed: ${plainError(error)}`);
  return fail("refused", "wave_item_failed");
}

type Carrying = { person: Person; run: Run; choice: WaveChoice; clock: Clock };

/** One item by itself: what the rules refuse, or the database, is set aside with the reason. */
async function decideAlone(db: Db, { person, run, choice, clock }: Carrying, member: Member): Promise<void> {
  const done = await decideItems(person, { run, choice, members: [member] }, clock()).catch((error: unknown) =>
    failedAt(error, member),
  );
  if (done.ok) count(run, done.value.decided);
  else await setAside(db, member, done);
}

/** Items in one transaction; those that do not go with the others, or all when the database refused one, go alone. */
async function decideTogether(db: Db, carrying: Carrying, members: readonly Member[]): Promise<void> {
  const { person, run, choice, clock } = carrying;
  const done = await decideItems(person, { run, choice, members }, clock()).catch((error: unknown) => {
    if (isDatabaseAway(error)) throw error;
    return null;
  });
  if (done?.ok) count(run, done.value.decided);
  for (const member of done?.ok ? done.value.refused : members) await decideAlone(db, carrying, member);
}

function count({ platformId }: Run, decided: readonly { input: DecideCase }[]): void {
  for (const { input } of decided) metrics().decisions.inc({ platform: platformId, outcome: input.outcome });
}

async function undoAlone(db: Db, { person, run, clock }: Carrying, member: Member): Promise<void> {
  const done = await undoItem(person, { run, member, clock }, clock()).catch((error: unknown) =>
    failedAt(error, member),
  );
  if (!done.ok) await setAside(db, member, done);
}

/** So many are decided in one transaction: more would hold their accounts, and keep others waiting, for longer. */
const batch = 20;

async function end(db: Db, run: Run, patch: Partial<Run>): Promise<void> {
  await db
    .update(waveRuns)
    .set(patch)
    .where(and(eq(waveRuns.id, run.id), eq(waveRuns.state, run.state)));
  await countAnew(db, [run.waveId]);
}

/** One batch of a run; false when there is nothing left of it. */
async function carryBatch(db: Db, run: Run, clock: Clock, isOver: () => boolean): Promise<boolean> {
  const person = await personOf(db, run);
  const choice = WaveChoice.safeParse(run.choice).data;
  if (!person || !choice) {
    await end(db, run, { state: "stopped", endedAt: clock(), stoppedWhy: "wave_person_gone" });
    return false;
  }
  const state = run.state === "undoing" ? ("decided" as const) : ("waiting" as const);
  const members = await db
    .select()
    .from(waveRunMembers)
    .where(and(eq(waveRunMembers.runId, run.id), eq(waveRunMembers.state, state)))
    .orderBy(asc(waveRunMembers.position))
    .limit(batch);
  if (members.length === 0) {
    await end(db, run, { state: run.state === "undoing" ? "undone" : "done", endedAt: clock() });
    return false;
  }
  const carrying = { person, run, choice, clock };
  if (state === "waiting") {
    await decideTogether(db, carrying, members);
    return true;
  }
  for (const member of members) {
    if (isOver()) return true;
    await undoAlone(db, carrying, member);
  }
  return true;
}

const going = inArray(waveRuns.state, ["running", "undoing"]);

/**
 * Carries on what was decided for waves, the oldest first, after a crash as well. Each item is whole or not done at all.
 * Returns how many runs are left.
 * @param isOver whether to leave the rest for another time
 */
export async function carryWaves(db: Db, clock: Clock, isOver: () => boolean = () => false): Promise<number> {
  for (;;) {
    const runs = await db.select().from(waveRuns).where(going).orderBy(asc(waveRuns.startedAt)).limit(10);
    const [run] = runs;
    if (!run || isOver()) return runs.length;
    await carryBatch(db, run, clock, isOver);
  }
}

const carrying = beside(advisoryLock.waves, "waves could not be carried on");

/**
 * The same beside everything else (`beside`): in turn with the other schedules, a run of a thousand stood still on a busy
 * machine for as long as all of them took. `wavesDone` waits for it.
 */
export async function carryWavesWhenDue(opened: Pick<OpenDatabase, "db" | "exclusively">, clock: Clock): Promise<void> {
  const { db } = opened;
  if (carrying.isAtWork()) return;
  const [run] = await db.select({ id: waveRuns.id }).from(waveRuns).where(going).limit(1);
  if (run) carrying.begin(opened, () => carryWaves(db, clock, carrying.isStopping));
}

export const wavesDone = (): Promise<void> => carrying.done();
export const stopWaves = (): Promise<void> => carrying.stop();
