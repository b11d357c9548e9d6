import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { waveMembers, waveRunMembers, waveRuns } from "@/db/schema";
import type { AuditSubject } from "@/lib/platform/audit";
import { command } from "@/lib/platform/command";
import type { Person } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok } from "@/lib/platform/result";
import { rowsAs } from "@/lib/platform/rows";
import { notTakenOut } from "@/lib/queue/wave-members.store";
import type { DecideCase, Undone } from "./contract";
import { codesOf } from "./decide-audit.rules";
import { type Asked, decideMany } from "./decide-many.store";
import { undoOne } from "./undo-one.store";
import type { MemberEvidence, WaveChoice } from "./wave.contract";
import { planMember } from "./wave-plan.rules";
import { markedFor, tellingOf } from "./wave-plan.store";
import { leavesAt } from "./wave-window.rules";

export type Run = typeof waveRuns.$inferSelect;
export type Member = typeof waveRunMembers.$inferSelect;

type Batch = { run: Run; members: readonly Member[]; choice: WaveChoice };
const Batch = z.custom<Batch>((value) => typeof value === "object" && value !== null);
type Item = { run: Run; member: Member; clock: () => Date };
const Item = z.custom<Item>((value) => typeof value === "object" && value !== null);

/** The items' rows, locked, that are still to be done: what was done before a crash, or beside us, was done whole. */
async function stillTo(tx: Tx, members: readonly Member[], state: "waiting" | "decided"): Promise<Member[]> {
  const ids = members.map(({ id }) => id);
  const rows = await tx
    .select({ id: waveRunMembers.id })
    .from(waveRunMembers)
    .innerJoin(waveRuns, eq(waveRuns.id, waveRunMembers.runId))
    .where(
      and(
        inArray(waveRunMembers.id, ids),
        eq(waveRunMembers.state, state),
        eq(waveRuns.state, state === "waiting" ? "running" : "undoing"),
      ),
    )
    .for("update", { of: waveRunMembers, skipLocked: true });
  const still = new Set(rows.map(({ id }) => id));
  return members.filter(({ id }) => still.has(id));
}

/** Cases that are still in the wave; whoever takes one out waits until it is decided, or did so before. */
async function stillIn(tx: Tx, waveId: string, members: readonly Member[]): Promise<Set<string>> {
  const caseIds = members.map(({ caseId }) => caseId);
  const rows = await tx
    .select({ caseId: waveMembers.caseId })
    .from(waveMembers)
    .where(and(eq(waveMembers.waveId, waveId), inArray(waveMembers.caseId, caseIds), notTakenOut))
    .orderBy(asc(waveMembers.id))
    .for("share");
  return new Set(rows.map(({ caseId }) => caseId));
}

type DecidedItem = { member: Member; decisionId: string; input: DecideCase };
/** `refused`: nothing was written of these. Each is asked again by itself, and its refusal written down. */
type Decided = { decided: DecidedItem[]; refused: Member[] };

/**
 * Items of a wave: for each the decision that its moderator could have made on the case screen, with an audit entry of its
 * own. That they are done is written with them, so that a run that was cut off goes on where it was. A single item that
 * the rules refuse is a refused command.
 */
export const decideItems = command<typeof Batch, Decided>({
  name: "case.decide",
  permission: "case.decide",
  input: Batch,
  subject: ({ run, members }, value) =>
    value ? value.decided.map((one) => subjectOf(run, one.member, one)) : members.map((one) => subjectOf(run, one)),
  async run(context, { run, members, choice }) {
    const { tx, actor, now } = context;
    if (actor.kind !== "person") return fail("forbidden");
    const locked = await stillTo(tx, members, "waiting");
    if (locked.length === 0) return ok({ decided: [], refused: [] });
    const inWave = await stillIn(tx, run.waveId, locked);
    const due = locked.filter(({ caseId }) => inWave.has(caseId));
    const ids = due.map(({ caseId }) => caseId);
    const marked = await markedFor(tx, ids, choice.clause);
    const inputs = new Map<string, DecideCase>();
    const undoSeconds = Math.ceil((leavesAt(run).getTime() - now.getTime()) / 1000);
    const asked = due.map((member): Asked => {
      const about = { actor, choice, marked: marked.get(member.caseId) ?? [], now };
      return askedFor(member, about, undoSeconds, (input) => inputs.set(member.id, input));
    });
    const answers = due.length > 0 ? await decideMany(context, "decide", asked) : [];
    const decided: DecidedItem[] = [];
    const failures: Failure[] = due.length < locked.length ? [fail("stale", "wave_taken_out")] : [];
    for (const [at, answer] of answers.entries()) {
      const member = due[at];
      const input = member && inputs.get(member.id);
      if (!answer.ok) failures.push(answer);
      else if (member && input) decided.push({ member, decisionId: answer.value.decisionId, input });
    }
    const [failure] = failures;
    if (failure && members.length === 1) return failure;
    await markDecided(tx, decided);
    const done = new Set(decided.map(({ member }) => member.id));
    return ok({ decided, refused: locked.filter(({ id }) => !done.has(id)) });
  },
});

function subjectOf(run: Run, { caseId }: Member, decided?: DecidedItem): AuditSubject {
  const detail = decided
    ? { outcome: decided.input.outcome, decisionId: decided.decisionId, ...codesOf(decided.input) }
    : {};
  return { kind: "case", id: caseId, platformId: run.platformId, detail: { wave: run.waveId, run: run.id, ...detail } };
}

type About = { actor: Person; choice: WaveChoice; marked: MemberEvidence; now: Date };

/** What follows for the item under the locks, if it is still what was shown. */
function askedFor(
  { caseId, version, alike }: Member,
  { actor, choice, marked, now }: About,
  undoSeconds: number,
  keep: (input: DecideCase) => void,
): Asked {
  return {
    caseId,
    version,
    undoSeconds,
    input: (material) => {
      const planned = planMember(material, choice, { marked, telling: tellingOf(actor) }, now);
      if (planned.alike !== alike) return fail("stale", "wave_other_outcome");
      keep(planned.input);
      return ok(planned.input);
    },
  };
}

async function markDecided(tx: Tx, decided: readonly DecidedItem[]): Promise<void> {
  if (decided.length === 0) return;
  const rows = decided.map(({ member, decisionId }) => ({ id: member.id, decision_id: decisionId }));
  await tx.execute(sql`update wave_run_members m set state = 'decided', decision_id = given.decision_id
    from ${rowsAs("given", rows, { id: "uuid", decision_id: "uuid" })} where m.id = given.id`);
}

export const undoItem = command<typeof Item, Undone | null>({
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
    if ((await stillTo(tx, [member], "decided")).length === 0) return ok(null);
    const undone = await undoOne(tx, { actor, decisionId: member.decisionId ?? "", clock, toQueue: true });
    if (!undone.ok) return undone;
    await tx.update(waveRunMembers).set({ state: "undone" }).where(eq(waveRunMembers.id, member.id));
    return undone;
  },
});
