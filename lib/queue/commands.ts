import "server-only";
import { and, asc, eq, lte } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { cases, notes } from "@/db/schema";
import { command } from "@/lib/platform/command";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { indexRows } from "@/lib/search/documents.store";
import { EscalateCase, type Moved, ResumeCase, WaitForCase, WriteNote } from "./contract";
import { shownTo } from "./filters.queries";
import { stateAfter } from "./rules";
import { asMoved, type CaseRow, caseFor, moveCase, notHanded, notHeld } from "./store";

const decidedBefore = (row: CaseRow) => row.decidedAt !== null;

const nothingAwaited = { waitingFor: null, waitingUntil: null } as const;
const notEscalated = { escalatedTo: null, escalatedWhy: null } as const;
const nobodys = { ...notHanded, ...nothingAwaited, ...notEscalated, setAsideBy: null } as const;
const setAsideBy = (actor: Actor) => ({ setAsideBy: actor.kind === "person" ? actor.id : null });

/** Hands a case to a supervisor, with what the next person must know. */
export const escalateCase = command<typeof EscalateCase, Moved>({
  name: "case.escalate",
  permission: "case.escalate",
  input: EscalateCase,
  subject: (input, value) => ({
    kind: "case",
    id: input.caseId,
    platformId: value?.platform,
    detail: { to: input.to },
  }),
  async run({ tx, actor, now }, input) {
    const { row, failure } = await caseFor(tx, { verb: "escalate", ...input, actor }, now);
    if (failure) return failure;
    const patch = { restingState: "escalated", escalatedTo: input.to, escalatedWhy: input.why } as const;
    return asMoved(
      await moveCase(tx, row, {
        state: "escalated",
        ...patch,
        ...setAsideBy(actor),
        ...notHeld,
        ...notHanded,
        ...nothingAwaited,
      }),
    );
  },
});

/** Puts a case aside until something comes in; with `until` it comes back by itself. */
export const waitFor = command<typeof WaitForCase, Moved>({
  name: "case.wait",
  permission: "case.claim",
  input: WaitForCase,
  subject: (input, value) => ({ kind: "case", id: input.caseId, platformId: value?.platform }),
  async run({ tx, actor, now }, input) {
    const { row, failure } = await caseFor(tx, { verb: "wait", ...input, actor }, now);
    if (failure) return failure;
    const waitingUntil = input.until ? new Date(input.until) : null;
    if (waitingUntil && waitingUntil <= now) {
      return fail("refused", "refused", { fields: [{ field: "until", reason: "wait_in_the_past" }] });
    }
    const patch = { restingState: "waiting", waitingFor: input.waitingFor, waitingUntil } as const;
    return asMoved(
      await moveCase(tx, row, {
        state: "waiting",
        ...patch,
        ...setAsideBy(actor),
        ...notHeld,
        ...notHanded,
        ...notEscalated,
      }),
    );
  },
});

/** Puts a waiting or escalated case back into the queue. */
export const resumeCase = command<typeof ResumeCase, Moved>({
  name: "case.resume",
  permission: "case.claim",
  input: ResumeCase,
  subject: (input, value) => ({ kind: "case", id: input.caseId, platformId: value?.platform }),
  async run({ tx, actor, now }, input) {
    const { row, failure } = await caseFor(tx, { verb: "resume", ...input, actor }, now);
    if (failure) return failure;
    const state = stateAfter("resume", { ...row, decidedBefore: decidedBefore(row) });
    return asMoved(await moveCase(tx, row, { state, restingState: state, ...notHeld, ...nobodys }));
  },
});

/** A note for colleagues; with `onAccount` it follows the person to every later case. */
export const writeNote = command<typeof WriteNote, { noteId: string; platform: string }>({
  name: "case.note",
  permission: "case.note",
  input: WriteNote,
  subject: (input, value) => ({
    kind: "case",
    id: input.caseId,
    platformId: value?.platform,
    detail: { noteId: value?.noteId },
  }),
  async run({ tx, actor, now }, input) {
    if (actor.kind !== "person") return fail("forbidden");
    const [row] = await tx
      .select({ platformId: cases.platformId, accountId: cases.accountId })
      .from(cases)
      .where(and(eq(cases.id, input.caseId), shownTo(actor)));
    if (!row) return fail("not_found", "case_not_found");
    if (input.onAccount && !row.accountId) {
      return fail("refused", "refused", { fields: [{ field: "onAccount", reason: "no_account_known" }] });
    }
    const [note] = await tx
      .insert(notes)
      .values({
        platformId: row.platformId,
        caseId: input.caseId,
        accountId: input.onAccount ? row.accountId : null,
        text: input.text,
        writtenBy: actor.id,
        writtenAt: now,
      })
      .returning({ id: notes.id });
    if (!note) throw new Error("the note was not stored");
    await indexRows(tx, { note: [note.id] });
    return ok({ noteId: note.id, platform: row.platformId });
  },
});

const batch = 200;

/** Brings back what waited long enough, at most 200 cases a call; answers their ids. */
const wakeBatch = command({
  name: "case.wake",
  permission: "case.wake",
  input: z.object({}),
  subject: (_, woken?: string[]) => ({ kind: "case", id: "batch", detail: { cases: woken } }),
  async run({ tx, now }) {
    const due = await tx
      .select()
      .from(cases)
      .where(and(eq(cases.state, "waiting"), lte(cases.waitingUntil, now)))
      .orderBy(asc(cases.waitingUntil))
      .limit(batch)
      .for("update", { skipLocked: true });
    for (const row of due) {
      const state = stateAfter("wake", { ...row, decidedBefore: decidedBefore(row) });
      await moveCase(tx, row, { state, restingState: state, ...notHeld, ...nobodys });
    }
    return ok(due.map((row) => row.id));
  },
});

/** For the worker's schedule: cases whose `waitingUntil` passed are back in the queue. Safe to run twice. */
export async function wakeWaiting(db: Db, now: Date): Promise<number> {
  const due = and(eq(cases.state, "waiting"), lte(cases.waitingUntil, now));
  let woken = 0;
  for (;;) {
    // Looked at first, so that an idle desk writes no audit entry every few seconds.
    const [some] = await db.select({ id: cases.id }).from(cases).where(due).limit(1);
    if (!some) return woken;
    const result = await wakeBatch({ kind: "system", name: "queue" }, {}, now);
    if (!result.ok || result.value.length === 0) return woken;
    woken += result.value.length;
  }
}
