import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { decisions } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { claimCase, releaseCase } from "@/lib/queue/claim.command";
import { onPostgres, withTestDatabase } from "@/test/database";
import { aCase, aColleague, auditOf, aViolation, caseRow, firstBuyerSanction, givenPacks, townTime } from "@/test/town";
import { decideCase } from "./decide.command";
import { decideAndNext } from "./next-case.command";
import { undoDecision } from "./undo.command";

const { opened } = withTestDatabase();
let mei: Person;
let ben: Person;
const now = townTime;
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  ben = await aColleague(db, { name: "Ben Okafor" });
});

async function aRequest() {
  const about = await aCase(opened().db);
  return { caseId: about.caseId, body: aViolation(about, { sanctions: firstBuyerSanction }) };
}
const madeOn = (caseId: string) => opened().db.select().from(decisions).where(eq(decisions.caseId, caseId));

test("a decision whose answer was lost is sent again and gets the first answer: one decision, one entry in the log", async () => {
  const { db } = opened();
  const { caseId, body } = await aRequest();
  const first = await decideCase(mei, body, now, "key-1");
  expect(first.ok).toBe(true);
  expect(await decideCase(mei, body, after(20), "key-1")).toEqual(first);
  expect(await decideAndNext(mei, body, {}, after(21), "key-1")).toMatchObject({
    value: { decided: first.ok ? first.value : null },
  });
  expect(await madeOn(caseId)).toHaveLength(1);
  expect((await auditOf(db, caseId)).map(({ verb, outcome }) => `${verb} ${outcome}`)).toEqual(["case.decide done"]);
});

test("an older decision of one's own does not pass for one that was never made", async () => {
  const { caseId, body } = await aRequest();
  expect((await decideCase(mei, body, now, "older")).ok).toBe(true);
  const other = { caseId, version: 1, outcome: "violation", ...body, sanctions: [{ action: "tb.delete-content" }] };
  expect(await decideCase(mei, other, after(5), "newer")).toMatchObject({ code: "stale", reason: "case_decided" });
});

test("a key belongs to one request of one person", async () => {
  const { caseId, body } = await aRequest();
  expect((await decideCase(mei, body, now, "mine")).ok).toBe(true);
  const changed = { ...body, tags: ["hidden_link"] };
  expect(await decideCase(mei, changed, after(1), "mine")).toMatchObject({ reason: "idempotency_other_body" });
  expect(await decideCase(ben, body, after(1), "mine")).toMatchObject({ reason: "case_decided" });
  expect(await decideCase(mei, body, after(1), " ")).toMatchObject({
    code: "invalid",
    reason: "idempotency_key_wrong",
  });
  expect(await madeOn(caseId)).toHaveLength(1);
});

test("a decision that was taken back is not answered as if it stood", async () => {
  const { db } = opened();
  const { caseId, body } = await aRequest();
  const first = await decideCase(mei, body, now, "undone");
  await undoDecision(mei, { decisionId: first.ok ? first.value.decisionId : "" }, after(10));
  expect(await decideCase(mei, body, after(11), "undone")).toMatchObject({ code: "stale", reason: "case_changed" });
  expect(await caseRow(db, caseId)).toMatchObject({ state: "claimed" });
});

test("a refused decision may be put right under the same key of its own request, and is then made", async () => {
  const { caseId, body } = await aRequest();
  const incomplete = { ...body, sanctions: [] };
  expect(await decideCase(mei, incomplete, now, "again")).toMatchObject({ code: "refused" });
  expect((await decideCase(mei, body, now, "again")).ok).toBe(true);
  expect(await madeOn(caseId)).toHaveLength(1);
});

test.runIf(onPostgres)(
  "one request that arrives twice at once is one decision, and both are told the same",
  async () => {
    for (let round = 0; round < 6; round += 1) {
      const { caseId, body } = await aRequest();
      const answers = await Promise.all([1, 2].map(() => decideCase(mei, body, now, `twice ${round}`)));
      expect(answers[0]?.ok).toBe(true);
      expect(answers[1]).toEqual(answers[0]);
      expect(await madeOn(caseId)).toHaveLength(1);
    }
  },
);

test("whoever sends a decision again is given the next case they were given before, until it is no longer theirs", async () => {
  const { db } = opened();
  const tags = ["adult"];
  const first = await aCase(db, { rank: 1, tags });
  const second = (await aCase(db, { rank: 2, tags })).caseId;
  const third = (await aCase(db, { rank: 3, tags })).caseId;
  const body = aViolation(first, { sanctions: firstBuyerSanction });
  const search = { next: "1", tag: "adult" };
  const nextOf = async (seconds: number, key: string) => {
    const answer = await decideAndNext(mei, body, search, after(seconds), key);
    return answer.ok ? answer.value.next?.case.id : answer.reason;
  };
  for (const seconds of [0, 5]) expect(await nextOf(seconds, "once")).toBe(second);
  expect((await caseRow(db, third)).state).toBe("open");
  await releaseCase(mei, { caseId: second }, after(6));
  await claimCase(ben, { caseId: second }, after(7));
  expect(await nextOf(8, "once")).toBe(third);
});
