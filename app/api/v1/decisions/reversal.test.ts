import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { apiKeys, outbox } from "@/db/schema";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { confirmRemedy } from "@/lib/appeals/confirm-remedy.command";
import { reversalKey } from "@/lib/appeals/reversal.store";
import { appealView } from "@/lib/appeals/view.queries";
import { waiveRemedy } from "@/lib/appeals/waive.command";
import { newApiKey } from "@/lib/platform/api-key";
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
import { aColleague, anAccount, auditOf, townTime } from "@/test/town";
import { POST } from "./[decisionId]/reversal/executed/route";

const { opened } = withTestDatabase();
const db = () => opened().db;
const keys = { shop: newApiKey(), other: newApiKey() };
let mei: Person;
let amara: Person;
const now = after(days(2));
const how = "Their operator wrote on the same day that the post is up again.";

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
  const row = (name: keyof typeof keys, platform: string) => ({
    ...{
      name,
      keyHash: keys[name].keyHash,
      platformIds: [platform],
      permissions: ["sanction.report"],
      createdAt: townTime,
    },
  });
  await db()
    .insert(apiKeys)
    .values([row("shop", "taobao-weitao"), row("other", "wechat")]);
});

/** A reversal on a platform that has no webhook: nobody there has heard of it. */
async function aReversal() {
  const { decisionId } = await aToldDecision(db(), { by: mei, account: await anAccount(db()) });
  const { appealId, version } = await aTakenAppeal(db(), decisionId, amara);
  const answer = { appealId, version, outcome: "reversed", cause: "facts", reasons };
  expect(await answerAppeal(amara, answer, now)).toMatchObject({ ok: true });
  await theWorkerRuns(db(), now);
  return { decisionId, appealId, remedyId: (await seen(appealId)).line?.id ?? "" };
}
async function seen(appealId: string) {
  const view = await appealView(db(), appealId, amara, now);
  if (!view.ok) throw new Error(view.reason);
  const { closing, remedies } = view.value;
  return { closing, line: remedies.find(({ kind }) => kind === "tell_platform") };
}
async function report(id: string, key: keyof typeof keys) {
  const request = new Request(`http://desk.example/api/v1/decisions/${id}/reversal/executed`, {
    ...{ method: "POST", headers: { authorization: `Bearer ${keys[key].key}` } },
  });
  const answer = await POST(request, { params: Promise.resolve({ decisionId: id }) });
  return { status: answer.status, body: await answer.json() };
}

test("A6: where the platform has no webhook an appeal is not closed while nobody has said that the content is back", async () => {
  const { appealId } = await aReversal();
  const { closing, line } = await seen(appealId);
  expect(line).toMatchObject({ state: "waiting", needsPerson: true, mayConfirm: true, mayWaive: true });
  expect(closing).toEqual({ isClosed: false, left: 1 });
});

test("A6: a supervisor says how they know that the platform carried the reversal out, and the appeal is closed", async () => {
  const { appealId, remedyId } = await aReversal();
  expect(await confirmRemedy(await aColleague(db()), { remedyId, how }, now)).toMatchObject({ code: "forbidden" });
  expect(await confirmRemedy(amara, { remedyId, how: "asdf asdf asdf" }, now)).toMatchObject({
    fields: [{ field: "how", reason: "remedy_confirm_how" }],
  });
  expect(await confirmRemedy(amara, { remedyId, how }, now)).toMatchObject({ ok: true });
  const { closing, line } = await seen(appealId);
  expect(line).toMatchObject({ state: "done", needsPerson: false, confirmed: { by: "Amara Okafor", how } });
  expect(closing).toEqual({ isClosed: true, left: 0 });
  expect((await auditOf(db(), remedyId))[0]).toMatchObject({ verb: "remedy.confirm", outcome: "done" });
  expect(reasonOf(await confirmRemedy(amara, { remedyId, how }, now))).toBe("remedy_settled");
});

test("A6: or it is given up with a reason; what is ours, or on its way, is confirmed by nobody", async () => {
  const { appealId, decisionId, remedyId } = await aReversal();
  const view = await appealView(db(), appealId, amara, now);
  const ours = view.ok ? view.value.remedies.find(({ kind }) => kind === "void_strike") : undefined;
  expect(reasonOf(await confirmRemedy(amara, { remedyId: ours?.id, how }, now))).toBe("remedy_settled");
  const key = reversalKey({ appealId, decisionId });
  await db().update(outbox).set({ state: "waiting", doneAt: null }).where(eq(outbox.dedupeKey, key));
  expect(reasonOf(await confirmRemedy(amara, { remedyId, how }, now))).toBe("remedy_not_confirmable");
  await db().update(outbox).set({ state: "cancelled" }).where(eq(outbox.dedupeKey, key));
  expect(await waiveRemedy(amara, { remedyId, why: "The platform was closed for good." }, now)).toMatchObject({
    ok: true,
  });
  expect((await seen(appealId)).closing?.isClosed).toBe(true);
});

test("A6: the platform's own program says it by the API, once; another platform's is told of no such decision", async () => {
  const { appealId, decisionId } = await aReversal();
  expect((await report(decisionId, "other")).status).toBe(404);
  expect(await report(decisionId, "shop")).toEqual({
    status: 200,
    body: { id: decisionId, confirmed: 1, repeated: false },
  });
  expect(await report(decisionId, "shop")).toMatchObject({ body: { confirmed: 0, repeated: true } });
  const { closing, line } = await seen(appealId);
  expect(line).toMatchObject({ state: "done", confirmed: { by: null } });
  expect(closing?.isClosed).toBe(true);
  const untouched = await aToldDecision(db(), { by: mei, account: await anAccount(db()) });
  expect(await report(untouched.decisionId, "shop")).toMatchObject({
    status: 422,
    body: { reason: "nothing_reversed" },
  });
});
