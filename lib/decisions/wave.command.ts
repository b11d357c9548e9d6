import "server-only";
import { and, eq, inArray, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { waveRunMembers, waveRuns, waves } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { recordShown } from "@/lib/queue/care.store";
import { RunId, StartWave } from "./wave.contract";
import type { ForGroups } from "./wave-plan.rules";
import { planItems } from "./wave-plan.store";

type Started = { runId: string; waveId: string; platform: string; total: number };

/** What one item may take at most on a slow machine: so long the undo window of a whole wave is longer. */
const millisecondsEach = 60;

/**
 * Decides a wave: keeps the choice and what was shown to follow for each item. The items are then carried out one by one
 * (carry-wave.ts), each as a decision of its own. What would follow is worked out before the transaction, and again under
 * the locks of each item: an item for which something else would follow by then is left out.
 */
export const startWave = command<typeof StartWave, Started, ForGroups[]>({
  name: "wave.decide",
  permission: "case.decide",
  input: StartWave,
  subject: ({ waveId, choice }, value) => ({
    kind: "wave",
    id: waveId,
    platformId: value?.platform,
    detail: {
      outcome: choice.outcome,
      clause: choice.clause ?? null,
      ground: choice.outcome === "violation" ? choice.ground : null,
      ...(value ? { run: value.runId, items: value.total } : {}),
    },
  }),
  async prepare({ db, actor, now }, { waveId, choice, groups }) {
    // A run is carried out in the name of a person who is there to stop it; a program decides case by case.
    if (actor.kind !== "person" || actor.through) return fail("forbidden");
    const items = await planItems(db, { waveId, choice, person: actor, groups }, now);
    const wanted = items.filter(
      ({ alike, barred, problems }) => groups.includes(alike) && barred === null && problems.length === 0,
    );
    return wanted.length > 0 ? ok(wanted) : fail("stale", "wave_plan_changed");
  },
  async run({ tx, actor, now }, { waveId, choice }, items) {
    if (actor.kind !== "person") return fail("forbidden");
    const [wave] = await tx.select().from(waves).where(eq(waves.id, waveId)).for("update");
    if (!wave || !mayOn(actor, wave.platformId)) return fail("not_found", "wave_not_found");
    if (await isGoing(tx, waveId)) return fail("conflict", "wave_being_decided");
    const { undoSeconds } = await settingsFor(tx, wave.platformId);
    const { platformId } = wave;
    const window = undoSeconds === 0 ? 0 : undoSeconds * 1000 + items.length * millisecondsEach;
    const [run] = await tx
      .insert(waveRuns)
      .values({
        platformId,
        waveId,
        startedBy: actor.id,
        choice,
        state: "running",
        startedAt: now,
        undoUntil: new Date(now.getTime() + window),
      })
      .returning({ id: waveRuns.id });
    if (!run) throw new Error("the run was not stored");
    // Its items are copies of what is on the screen: they were before the person once, not once an item.
    const [shown] = items;
    if (shown) await recordShown(tx, actor, shown.material.caseId, now);
    for (let from = 0; from < items.length; from += 500)
      await tx.insert(waveRunMembers).values(
        items.slice(from, from + 500).map(({ material, alike }, index) => ({
          platformId,
          runId: run.id,
          caseId: material.caseId,
          position: from + index,
          version: material.version,
          alike,
        })),
      );
    return ok({ runId: run.id, waveId, platform: platformId, total: items.length });
  },
});

/** Whether a run of this wave goes, other than this one. The caller has locked the wave. */
async function isGoing(tx: Tx, waveId: string, except?: string): Promise<boolean> {
  const going = and(
    eq(waveRuns.waveId, waveId),
    inArray(waveRuns.state, ["running", "undoing"]),
    except ? ne(waveRuns.id, except) : undefined,
  );
  const [other] = await tx.select({ id: waveRuns.id }).from(waveRuns).where(going).limit(1);
  return other !== undefined;
}

type Turned = { runId: string; platform: string; state: string };

/** Stops a run: what is decided stays decided, and nothing more is. */
export const stopWave = command<typeof RunId, Turned>({
  name: "wave.stop",
  permission: "case.decide",
  input: RunId,
  subject: ({ runId }, value) => ({ kind: "wave_run", id: runId, platformId: value?.platform }),
  async run({ tx, actor, now }, { runId }) {
    const [run] = await tx.select().from(waveRuns).where(eq(waveRuns.id, runId)).for("update");
    if (!run || actor.kind !== "person" || !mayOn(actor, run.platformId)) return fail("not_found", "wave_not_found");
    if (run.startedBy !== actor.id && actor.role !== "supervisor") return fail("refused", "wave_not_yours");
    if (run.state !== "running") return fail("stale", "wave_over");
    await tx.update(waveRuns).set({ state: "stopped", endedAt: now }).where(eq(waveRuns.id, runId));
    return ok({ runId, platform: run.platformId, state: "stopped" });
  },
});

/** Takes a whole run back while nothing of it has left: each decision is undone by itself, and its case is in the queue again. */
export const undoWave = command<typeof RunId, Turned>({
  name: "wave.undo",
  permission: "case.undo",
  input: RunId,
  subject: ({ runId }, value) => ({ kind: "wave_run", id: runId, platformId: value?.platform }),
  async run({ tx, actor, now }, { runId }) {
    // The wave first, as whoever decides it does.
    const waveId = tx.select({ id: waveRuns.waveId }).from(waveRuns).where(eq(waveRuns.id, runId));
    await tx.select({ id: waves.id }).from(waves).where(inArray(waves.id, waveId)).for("update");
    const [run] = await tx.select().from(waveRuns).where(eq(waveRuns.id, runId)).for("update");
    if (!run || actor.kind !== "person" || !mayOn(actor, run.platformId)) return fail("not_found", "wave_not_found");
    if (run.startedBy !== actor.id && actor.role !== "supervisor") return fail("refused", "wave_not_yours");
    if (run.state === "undoing" || run.state === "undone") return fail("stale", "decision_already_undone");
    if (now >= run.undoUntil) return fail("refused", "undo_window_over");
    if (await isGoing(tx, run.waveId, runId)) return fail("conflict", "wave_being_decided");
    const state = "undoing" as const;
    await tx.update(waveRuns).set({ state, undoneBy: actor.id, endedAt: null }).where(eq(waveRuns.id, runId));
    return ok({ runId, platform: run.platformId, state });
  },
});
