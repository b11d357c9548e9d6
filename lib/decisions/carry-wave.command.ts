import "server-only";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { isDatabaseAway } from "@/db/query-failed";
import { people, waveMembers, waveRunMembers, waveRuns } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { metrics } from "@/lib/platform/metrics";
import type { Person } from "@/lib/platform/permissions.rules";
import { plainError } from "@/lib/platform/plain-error.rules";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { countAnew } from "@/lib/queue/gather.store";
import type { DecideCase, Decided, Undone } from "./contract";
import { codesOf } from "./decide-audit.rules";
import { decideOne } from "./decide-one.store";
import type { CaseMaterial } from "./material.rules";
import { undoOne } from "./undo-one.store";
import { WaveChoice } from "./wave.contract";
import { planMember } from "./wave-plan.rules";
import { markedFor, tellingOf } from "./wave-plan.store";

type Run = typeof waveRuns.$inferSelect;
type Member = typeof waveRunMembers.$inferSelect;
type Item = { run: Run; member: Member; choice: WaveChoice; clock: () => Date };
const Item = z.custom<Item>((value) => typeof value === "object" && value !== null);
type Clock = () => Date;

/** The item's row, locked, if it is still to be done: whoever did it before a crash, or beside us, did it whole. */
async function stillTo(tx: Tx, { id }: Member, state: "waiting" | "decided"): Promise<boolean> {
  const [row] = await tx
    .select({ id: waveRunMembers.id })
    .from(waveRunMembers)
    .innerJoin(waveRuns, eq(waveRuns.id, waveRunMembers.runId))
    .where(
      and(
        eq(waveRunMembers.id, id),
        eq(waveRunMembers.state, state),
        eq(waveRuns.state, state === "waiting" ? "running" : "undoing"),
      ),
    )
    .for("update", { of: waveRunMembers, skipLocked: true });
  return row !== undefined;
}

/** Whether the item is still in the wave; whoever takes it out waits until it is decided, or did so before. */
async function isInWave(tx: Tx, { run, member }: Item): Promise<boolean> {
  const [row] = await tx
    .select({ id: waveMembers.id })
    .from(waveMembers)
    .where(
      and(eq(waveMembers.waveId, run.waveId), eq(waveMembers.caseId, member.caseId), isNull(waveMembers.takenOutAt)),
    )
    .for("share");
  return row !== undefined;
}

type Done<Value> = Value | null;

/**
 * One item of a wave: the same decision, in a transaction of its own, as if its moderator had made it on the case screen;
 * that it is done is written with it, so that a run that was cut off goes on where it was.
 */
const decideItem = command<typeof Item, Done<{ decided: Decided; input: DecideCase }>>({
  name: "case.decide",
  permission: "case.decide",
  input: Item,
  subject: ({ run, member }, value) =>
    value === null
      ? null
      : {
          kind: "case",
          id: member.caseId,
          platformId: run.platformId,
          detail: {
            wave: run.waveId,
            run: run.id,
            ...(value
              ? { outcome: value.input.outcome, decisionId: value.decided.decisionId, ...codesOf(value.input) }
              : {}),
          },
        },
  async run(context, item) {
    const { run, member, choice } = item;
    const { tx, actor, now } = context;
    if (actor.kind !== "person") return fail("forbidden");
    if (!(await stillTo(tx, member, "waiting"))) return ok(null);
    if (!(await isInWave(tx, item))) return fail("stale", "wave_taken_out");
    const marked = await markedFor(tx, [member.caseId], choice.clause);
    let input: DecideCase | null = null;
    const decided = await decideOne(context, {
      caseId: member.caseId,
      version: member.version,
      verb: "decide",
      undoSeconds: Math.ceil((run.undoUntil.getTime() - now.getTime()) / 1000),
      input: (material: CaseMaterial): Result<DecideCase> => {
        const about = { marked: marked.get(member.caseId) ?? [], telling: tellingOf(actor) };
        const planned = planMember(material, choice, about, now);
        input = planned.input;
        return planned.alike === member.alike ? ok(planned.input) : fail("stale", "wave_other_outcome");
      },
    });
    if (!decided.ok) return decided;
    if (!input) throw new Error("what was decided was planned");
    const { decisionId } = decided.value;
    await tx.update(waveRunMembers).set({ state: "decided", decisionId }).where(eq(waveRunMembers.id, member.id));
    return ok({ decided: decided.value, input });
  },
});

const undoItem = command<typeof Item, Done<Undone>>({
  name: "case.undo",
  permission: "case.undo",
  input: Item,
  subject: ({ run, member }, value) =>
    value === null
      ? null
      : {
          kind: "decision",
          id: member.decisionId ?? member.id,
          platformId: run.platformId,
          detail: { caseId: member.caseId, run: run.id },
        },
  async run({ tx, actor }, { member, clock }) {
    if (!(await stillTo(tx, member, "decided"))) return ok(null);
    const undone = await undoOne(tx, { actor, decisionId: member.decisionId ?? "", clock, toQueue: true });
    if (!undone.ok) return undone;
    await tx.update(waveRunMembers).set({ state: "undone" }).where(eq(waveRunMembers.id, member.id));
    return undone;
  },
});

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
function failedAt(error: unknown, { member }: Item): Failure {
  if (isDatabaseAway(error)) throw error;
  console.error(`case ${member.caseId} of a wave failed: ${plainError(error)}`);
  return fail("refused", "wave_item_failed");
}

async function carryOne(db: Db, person: Person, item: Item): Promise<void> {
  const now = item.clock();
  const isUndo = item.member.state === "decided";
  const done = await (isUndo ? undoItem(person, item, now) : decideItem(person, item, now)).catch((error: unknown) =>
    failedAt(error, item),
  );
  if (!done.ok) await setAside(db, item.member, done);
  else if (done.value && "decided" in done.value)
    metrics().decisions.inc({ platform: item.run.platformId, outcome: done.value.input.outcome });
}

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
  for (const member of members) {
    if (isOver()) return true;
    await carryOne(db, person, { run, member, choice, clock });
  }
  return true;
}

/**
 * Carries on what was decided for waves, the oldest first, for about `forMs`: the worker calls it again and again, after a
 * crash as well. Each item is whole or not done at all. Returns how many runs are left.
 */
export async function carryWaves(db: Db, clock: Clock, forMs: number): Promise<number> {
  const until = performance.now() + forMs;
  const isOver = () => performance.now() >= until;
  for (;;) {
    const runs = await db
      .select()
      .from(waveRuns)
      .where(inArray(waveRuns.state, ["running", "undoing"]))
      .orderBy(asc(waveRuns.startedAt))
      .limit(10);
    const [run] = runs;
    if (!run || isOver()) return runs.length;
    await carryBatch(db, run, clock, isOver);
  }
}
