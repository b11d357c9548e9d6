import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditEntries, caseSuggestions } from "@/db/schema";
import { answerAppeal, rejectAppeal } from "@/lib/appeals/answer.command";
import { decideCase } from "@/lib/decisions/decide.command";
import { decideOne } from "@/lib/decisions/decide-many.store";
import { suggestFor } from "@/lib/intake/suggest.command";
import { appendAudit } from "@/lib/platform/audit";
import { type Actor, can, type Permission, permissions, permissionTable } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, auditOf, aViolation, caseRow, decisionOf, givenPacks, townTime } from "@/test/town";

/** Nothing is ever decided by a tool (issue 3, S7): not by the matcher, a schedule, or a key that acts for nobody. */
const { opened } = withTestDatabase();
const db = () => opened().db;
const now = townTime;
beforeAll(() => givenPacks(db()));

const matcher: Actor = { kind: "system", name: "matcher" };
const bareKey: Actor = { kind: "key", id: crypto.randomUUID(), name: "tool", platformIds: [], permissions };
const visitor: Actor = { kind: "public" };

/** What the product's own schedules and its terminal may do although people of the desk may, too. None of it decides. */
const sharedWithPeople = [
  "case.view",
  "notice.import",
  "people.manage",
  "policy.edit",
  "audit.view",
  "report.make",
  "commitment.report",
];

test("of what people may do, the product itself may do only what decides nothing about anybody", () => {
  const ofPeople = permissions.filter((permission) => permissionTable[permission].length > 0);
  expect(new Set(ofPeople.filter((permission) => can(matcher, permission)))).toEqual(new Set(sharedWithPeople));
});

test.each<[Permission]>([
  ["case.decide"],
  ["case.undo"],
  ["case.escalate"],
  ["appeal.decide"],
  ["review.resolve"],
  ["remedy.waive"],
  ["misuse.manage"],
  ["order.manage"],
  ["dispute.manage"],
])("%s is for people alone", (permission) => {
  expect([can(matcher, permission), can(visitor, permission)]).toEqual([false, false]);
});

test("the matcher, a key by itself and a visitor decide no case, and what they tried is in the log", async () => {
  for (const actor of [matcher, bareKey, visitor]) {
    const about = await aCase(db());
    const tried = await decideCase(actor, aViolation(about), now);
    expect(tried).toMatchObject({ ok: false, code: actor.kind === "public" ? "signed_out" : "forbidden" });
    expect(await decisionOf(db(), about.caseId)).toBeUndefined();
    expect(await caseRow(db(), about.caseId)).toMatchObject({ state: "open", version: 1 });
  }
});

test("a suggestion of any score leaves the case open and undecided", async () => {
  const about = await aCase(db(), { text: "加微信 abc12345 领红包，互粉互赞，求关注回粉！" });
  await suggestFor(db(), about.caseId, now);
  const [kept] = await db().select().from(caseSuggestions).where(eq(caseSuggestions.caseId, about.caseId));
  expect(kept).toMatchObject({ confident: "yes" });
  expect(await decisionOf(db(), about.caseId)).toBeUndefined();
  expect(await caseRow(db(), about.caseId)).toMatchObject({ state: "open" });
  expect((await auditOf(db(), about.caseId)).map(({ verb }) => verb)).not.toContain("case.decide");
});

test("past the permission, too, a decision is a person's: what writes it asks again who it is", async () => {
  for (const actor of [matcher, bareKey]) {
    const about = await aCase(db());
    const answer = await db().transaction((tx) =>
      decideOne(
        { tx, actor, now, onPlatform: () => {}, alsoLogged: () => {} },
        {
          verb: "decide",
          caseId: about.caseId,
          version: about.version,
          input: () => {
            throw new Error("It was asked for its decision.");
          },
        },
      ),
    );
    expect(answer).toMatchObject({ ok: false, code: "forbidden" });
    expect(await decisionOf(db(), about.caseId)).toBeUndefined();
  }
});

test("no appeal is answered or turned away by a tool", async () => {
  const answer = {
    appealId: crypto.randomUUID(),
    version: 1,
    outcome: "upheld",
    reasons: "It stands, the words are there.",
  };
  for (const actor of [matcher, bareKey]) {
    expect(await answerAppeal(actor, answer, now)).toMatchObject({ ok: false });
    expect(await rejectAppeal(actor, answer, now)).toMatchObject({ ok: false });
  }
  expect(await answerAppeal(matcher, answer, now)).toMatchObject({ code: "forbidden" });
  expect(await rejectAppeal(matcher, answer, now)).toMatchObject({ code: "forbidden" });
});

test.each(["case.decide", "appeal.decide", "appeal.reject", "misuse.warn", "misuse.suspend", "misuse.answer"])(
  "the database takes no %s that is not a person's, and with its entry the decision falls",
  async (verb) => {
    const mei = await aColleague(db());
    const subject = { kind: "case", id: crypto.randomUUID() };
    for (const actor of [matcher, bareKey, visitor])
      await expect(appendAudit(db(), { actor, verb, outcome: "done", subject, now })).rejects.toThrow(
        /audit_decided_by_a_person|23514|check constraint/,
      );
    // That one was refused is written down all the same.
    await appendAudit(db(), { actor: matcher, verb, outcome: "refused", subject, now });
    await appendAudit(db(), { actor: mei, verb, outcome: "done", subject, now });
    expect(await db().$count(auditEntries, eq(auditEntries.subjectId, subject.id))).toBe(2);
  },
);
