import { and, eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases, outbox, remedies, statements } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  after,
  anAppealDesk,
  aTakenAppeal,
  aToldDecision,
  days,
  reasonOf,
  reasons,
  theWorkerRuns,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, anAccount, auditOf } from "@/test/town";
import { answerAppeal } from "./answer.command";
import { reversalKey } from "./reversal.store";
import { appealView } from "./view.queries";
import { waiveRemedy } from "./waive.command";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;
const now = after(days(2));
const why = "The receiver was switched off for good; the platform was told by telephone.";

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(opened().db));
});

/** A reversal whose message to the platform was refused by its receiver. */
async function aReversalNobodyHeard() {
  const { db } = opened();
  const account = await anAccount(db);
  const { decisionId, caseId } = await aToldDecision(db, { by: mei, account });
  const { appealId, version } = await aTakenAppeal(db, decisionId, amara);
  const answer = { appealId, version, outcome: "reversed", cause: "facts", reasons };
  expect(await answerAppeal(amara, answer, now)).toMatchObject({ ok: true });
  await theWorkerRuns(db, now);
  const key = reversalKey({ appealId, decisionId });
  await db.update(outbox).set({ state: "refused", doneAt: now }).where(eq(outbox.dedupeKey, key));
  const view = await seen(appealId);
  return { db, appealId, caseId, lineOf: (kind: string) => view.remedies.find((row) => row.kind === kind) };
}
async function seen(appealId: string, actor: Person = amara) {
  const view = await appealView(opened().db, appealId, actor, now);
  if (!view.ok) throw new Error(view.reason);
  return view.value;
}

test("the ledger names each effect with its state: what was served, who was told, the copy in the register", async () => {
  const { appealId, lineOf } = await aReversalNobodyHeard();
  expect(lineOf("lift_sanction")).toMatchObject({ state: "with_platform", served: 2, doneAt: null });
  expect(lineOf("restore_content")).toMatchObject({ state: "with_platform", served: null });
  expect(lineOf("mark_copy")).toMatchObject({ state: "done" });
  expect(lineOf("tell_notifier")).toMatchObject({ state: "done" });
  expect(lineOf("tell_platform")).toMatchObject({ state: "failed", messageId: expect.any(String), mayWaive: true });
  expect((await seen(appealId)).closing).toEqual({ isClosed: false, left: 1 });
});

test("content is told as back, and an account as open, once the platform has heard of it, and not by our own word", async () => {
  const { db, appealId, lineOf } = await aReversalNobodyHeard();
  expect(lineOf("restore_content")?.state).toBe("with_platform");
  const messageId = lineOf("tell_platform")?.messageId ?? "";
  await db
    .update(outbox)
    .set({ state: "sent", doneAt: after(days(3)) })
    .where(eq(outbox.id, messageId));
  const { remedies: lines, closing } = await seen(appealId);
  for (const kind of ["restore_content", "lift_sanction"])
    expect(lines.find((row) => row.kind === kind)).toMatchObject({ state: "done" });
  expect(closing).toEqual({ isClosed: true, left: 0 });
});

test("each notifier's line says which report it answers, and which one stands at their own page because no address is known", async () => {
  const { db, appealId, lineOf } = await aReversalNobodyHeard();
  const told = lineOf("tell_notifier")?.told;
  expect(told).toEqual({ report: expect.stringMatching(/\S/), way: "mail" });
  const [row] = await db
    .select({ id: remedies.subjectId })
    .from(remedies)
    .where(and(eq(remedies.appealId, appealId), eq(remedies.kind, "tell_notifier")));
  await db
    .update(statements)
    .set({ delivery: "not_deliverable" })
    .where(eq(statements.id, row?.id ?? ""));
  const after = (await seen(appealId)).remedies.find(({ kind }) => kind === "tell_notifier");
  expect(after?.told).toEqual({ report: told?.report, way: "page" });
});

test("an appeal is closed when what nobody could be told is given up with a reason, by name", async () => {
  const { db, appealId, lineOf } = await aReversalNobodyHeard();
  const remedyId = lineOf("tell_platform")?.id ?? "";
  expect(await waiveRemedy(await aColleague(db, {}), { remedyId, why }, now)).toMatchObject({ code: "forbidden" });
  expect(await waiveRemedy(amara, { remedyId, why: "asdf asdf asdf" }, now)).toMatchObject({
    fields: [{ field: "why", reason: "remedy_waive_why" }],
  });
  expect(await waiveRemedy(amara, { remedyId, why }, now)).toMatchObject({ ok: true });
  const view = await seen(appealId);
  expect(view.remedies.find(({ id }) => id === remedyId)).toMatchObject({
    state: "waived",
    waived: { by: "Amara Okafor", why },
    mayWaive: false,
  });
  expect(view.closing).toEqual({ isClosed: true, left: 0 });
  expect(view.remedies.find(({ kind }) => kind === "restore_content")?.state).toBe("unconfirmed");
  expect((await auditOf(db, remedyId))[0]).toMatchObject({ verb: "remedy.waive", outcome: "done" });
  expect(reasonOf(await waiveRemedy(amara, { remedyId, why }, now))).toBe("remedy_settled");
});

test("what is ours is done and never given up, and the database keeps a reason with what is", async () => {
  const { db, lineOf } = await aReversalNobodyHeard();
  const done = lineOf("lift_sanction")?.id ?? "";
  expect(reasonOf(await waiveRemedy(amara, { remedyId: done, why }, now))).toBe("remedy_settled");
  const told = lineOf("tell_platform")?.id ?? "";
  const silently = db.update(remedies).set({ state: "waived" }).where(eq(remedies.id, told));
  await expect(silently).rejects.toMatchObject({ code: "42501" });
  const undone = sql`update remedies set state = 'waived', waived_by = ${amara.id}, waived_why = ${why} where id = ${done}`;
  await expect(db.execute(undone)).rejects.toMatchObject({ code: "42501" });
});

test("who may not see an appeal waives nothing in it: to them the line is not there", async () => {
  const { db, caseId, lineOf } = await aReversalNobodyHeard();
  const remedyId = lineOf("tell_platform")?.id ?? "";
  const rankWhy = [{ code: "category", points: 240, values: { category: "child_safety" } }];
  await db.update(cases).set({ rankWhy }).where(eq(cases.id, caseId));
  expect(reasonOf(await waiveRemedy(amara, { remedyId, why }, now))).toBe("remedy_not_found");
  const missing = "01990000-0000-7000-8000-00000000dead";
  expect(reasonOf(await waiveRemedy(amara, { remedyId: missing, why }, now))).toBe("remedy_not_found");
});

test("only who may send messages again is offered it", async () => {
  const { db, appealId } = await aReversalNobodyHeard();
  expect((await seen(appealId)).maySendAgain).toBe(false);
  expect((await seen(appealId, await aColleague(db, { role: "admin" }))).maySendAgain).toBe(true);
});
