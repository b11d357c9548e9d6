import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { caseSuggestions, cases, snapshots } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { claimCase } from "@/lib/queue/claim.command";
import { writeNote } from "@/lib/queue/commands";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  aDecidedCase,
  anAccount,
  aReport,
  aViolation,
  firstBuyerSanction,
  givenPacks,
  townTime,
} from "@/test/town";
import { clausesOfCase } from "./clause.queries";
import { decideAndNext, nextCase } from "./next-case.command";
import { caseView } from "./queries";
import { accountPage, recentDecisions } from "./standing.queries";

const { opened } = withTestDatabase();
let mei: Person;
const now = townTime;

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
});

async function viewOf(caseId: string, actor = mei) {
  const view = await caseView(opened().db, actor, caseId, now);
  if (!view.ok) throw new Error(view.reason);
  return view.value;
}

test("a case comes whole: content with its day, reports, suggested clauses with what they ask, the account's standing", async () => {
  const { db } = opened();
  const account = await anAccount(db, { handle: "leaf_88" });
  await aDecidedCase(db, { account, by: mei, at: new Date("2016-08-25T03:00:00Z") });
  const about = await aCase(db, { account, contentAt: new Date("2016-06-30T16:30:00Z") });
  const matches = [
    {
      ref: "Table.4",
      title: "Spam",
      score: 0.8,
      version: "v2",
      evidence: [
        {
          in: "text",
          start: 0,
          end: 3,
          text: "加微信",
          reason: "word",
          code: "word",
          values: {},
          context: null,
          disguise: null,
        },
      ],
    },
  ];
  await db
    .insert(caseSuggestions)
    .values({ platformId: "taobao-weitao", caseId: about.caseId, model: "m1", confident: "yes", matches, madeAt: now });
  await db.update(cases).set({ suggestedAt: now }).where(eq(cases.id, about.caseId));
  const view = await viewOf(about.caseId);
  expect(view.content).toMatchObject({
    contentDay: "2016-07-01",
    role: "buyer",
    roleChoices: ["merchant", "buyer"],
    text: about.text,
  });
  expect(view.platform).toMatchObject({ id: "taobao-weitao", zone: "Asia/Shanghai" });
  expect(view.suggestions).toMatchObject([
    { ref: "Table.4", score: 0.8, evidence: [{ in: "text", start: 0, end: 3, text: "加微信" }] },
  ]);
  expect(view.suggestionsConfident).toBe(true);
  expect(view.clauses[0]).toMatchObject({ ref: "Table.4", version: { ref: "v2", effectiveFrom: "2016-07-01" } });
  expect(view.clauses[0]?.asks).toEqual(expect.arrayContaining(["severe", "severityEvidence"]));
  expect(view.account).toMatchObject({
    handle: "leaf_88",
    confirmedStrikes: 1,
    counters: [
      {
        counter: "TB-R1",
        label: { en: "rows 4–12 of the penalty table", hans: "处罚表第4至12项" },
        role: "buyer",
        versionRef: "v2",
        count: 1,
      },
    ],
    decisions: [{ clauseRef: "Table.4", state: "standing" }],
  });
  expect(view.notices).toHaveLength(1);
});

test("who reported is nowhere in the case, only whether an answer can be sent", async () => {
  const { db } = opened();
  const about = await aCase(db, { notices: 0 });
  await aReport(db, about, { name: "Ida Vint", email: "ida@notifier.example" });
  await aReport(db, about, { email: null });
  const view = await viewOf(about.caseId);
  expect(view.notices.filter(({ hasContact }) => hasContact)).toHaveLength(1);
  expect(view.notices).toHaveLength(2);
  expect(JSON.stringify(view)).not.toMatch(/Ida|notifier\.example/);
});

test("content that changed after the first report is shown beside what was reported", async () => {
  const { db } = opened();
  const about = await aCase(db);
  await db.insert(snapshots).values({
    platformId: "taobao-weitao",
    itemId: about.itemId,
    text: "Edited afterwards.",
    contentAt: now,
    contentAtKnown: true,
    takenAt: new Date(now.getTime() + 60_000),
    sha256: "b".repeat(64),
  });
  const view = await viewOf(about.caseId);
  expect(view.content.text).toBe(about.text);
  expect(view.content.changed).toMatchObject([{ text: "Edited afterwards." }]);
});

test("without a recorded text for that day, the case says which document has none", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db, { platform: "wechat", contentAt: new Date("2020-01-01T00:00:00Z") });
  expect((await viewOf(caseId)).noRecordedVersion.length).toBeGreaterThan(0);
});

test("a note on the account follows the person to the next case; one on the case does not", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  const [first, second] = [await aCase(db, { account }), await aCase(db, { account })];
  await writeNote(mei, { caseId: first.caseId, text: "Asks customers to pay elsewhere.", onAccount: true }, now);
  await writeNote(mei, { caseId: first.caseId, text: "Picture checked." }, now);
  expect((await viewOf(second.caseId)).notes.map(({ text, by }) => [text, by])).toEqual([
    ["Asks customers to pay elsewhere.", "Mei Lin"],
  ]);
  expect((await viewOf(first.caseId)).notes).toHaveLength(2);
});

test("deciding and taking the next case is one answer, and the next one is mine", async () => {
  const { db } = opened();
  const first = await aCase(db, { platform: "alibaba", language: "it", rank: 1, contentAt: now });
  const second = await aCase(db, { platform: "alibaba", language: "it", rank: 2, contentAt: now });
  const input = { caseId: first.caseId, version: 1, outcome: "no_violation" };
  const answer = await decideAndNext(
    mei,
    input,
    { next: "1", order: "risk", platform: "alibaba", language: "it" },
    now,
  );
  expect(answer).toMatchObject({
    ok: true,
    value: {
      decided: { caseId: first.caseId },
      next: { case: { id: second.caseId, claimedBy: { isMe: true }, version: 2 } },
    },
  });
  expect(await nextCase(mei, { platform: "alibaba", language: "it" }, now)).toEqual({ ok: true, value: null });
});

test("a decision stands even where the queue asked for next makes no sense", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const answer = await decideAndNext(
    mei,
    aViolation(about, { sanctions: firstBuyerSanction }),
    { next: "1", order: "sideways" },
    now,
  );
  expect(answer).toMatchObject({ ok: true, value: { next: null } });
});

test("a decided case says what was decided and how long it can be taken back", async () => {
  const { db } = opened();
  const { caseId } = await aDecidedCase(db, { by: mei, at: now });
  expect((await viewOf(caseId)).decision).toMatchObject({
    outcome: "violation",
    byMe: true,
    undoUntil: "2016-09-07T04:00:30.000Z",
  });
  const [latest] = await recentDecisions(db, mei);
  expect(latest).toMatchObject({ clauseRef: "Table.4", undoUntil: expect.any(String) });
});

test("clauses are found by reference, by English and by either Chinese script, only in the version that governs", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  const refs = async (text: string) => {
    const found = await clausesOfCase(db, mei, caseId, text);
    return found.ok ? found.value.map(({ ref }) => ref) : [];
  };
  expect((await refs("Table.12.3"))[0]).toBe("Table.12.3");
  expect(await refs("垃圾广告")).toContain("Table.4");
  expect(await refs("垃圾廣告")).toContain("Table.4");
  expect(await refs("spam")).toContain("Table.4");
  expect((await refs("Art")).every((ref) => !ref.startsWith("v1."))).toBe(true);
  expect(await refs("no such words anywhere")).toEqual([]);
});

test("an account's page shows its open cases and what runs against it", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  const { caseId } = await aCase(db, { account });
  expect(await accountPage(db, mei, account.id, now)).toMatchObject({
    ok: true,
    value: { openCases: [{ id: caseId }], account: { confirmedStrikes: 0 } },
  });
  expect(await accountPage(db, mei, v7(), now)).toMatchObject({ ok: false, code: "not_found" });
});

test("who holds a case is shown by name to colleagues", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  await claimCase(mei, { caseId }, now);
  const ben = await aColleague(db);
  expect((await viewOf(caseId, ben)).case).toMatchObject({
    state: "claimed",
    claimedBy: { name: "Mei Lin", isMe: false },
  });
});
