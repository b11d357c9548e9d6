import { asc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { noticeItems, outbox, sanctions, statements, strikes } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { claimCase } from "@/lib/queue/claim.command";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  auditOf,
  aViolation,
  caseRow,
  decisionOf,
  firstBuyerSanction,
  givenPacks,
  townTime,
} from "@/test/town";
import { decideCase } from "./decide.command";

const { opened } = withTestDatabase();
let mei: Person;
let ben: Person;
const now = townTime;

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  ben = await aColleague(db, { name: "Ben Okafor" });
});

test("a violation closes the case and writes decision, sanctions, strike, statements and messages at once", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const result = await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), now);
  expect(result).toMatchObject({
    ok: true,
    value: { caseId: about.caseId, outcome: "violation", undoUntil: "2016-09-07T04:00:30.000Z" },
  });
  expect(await caseRow(db, about.caseId)).toMatchObject({ state: "decided", version: 2, claimedBy: null });
  const decision = await decisionOf(db, about.caseId);
  expect(decision).toMatchObject({
    clauseRef: "Table.4",
    versionRef: "v2",
    count: 1,
    contentDay: "2016-08-18",
    groundTerms: true,
    groundIllegal: false,
    deviationCode: null,
    decidedBy: mei.id,
  });
  const id = decision?.id ?? "";
  const imposed = await db.select().from(sanctions).where(eq(sanctions.decisionId, id)).orderBy(asc(sanctions.action));
  expect(imposed.map(({ action, state, endsAt }) => [action, state, endsAt?.toISOString() ?? null])).toEqual([
    ["tb.delete-content", "held", null],
    // Seven days after 7 September in China, to the close of that day there.
    ["tb.suspend-comments-7d", "held", "2016-09-14T15:59:59.999Z"],
  ]);
  expect(await db.select({ ref: strikes.clauseRef }).from(strikes).where(eq(strikes.decisionId, id))).toEqual([
    { ref: "Table.4" },
  ]);
  const told = await db
    .select()
    .from(statements)
    .where(eq(statements.decisionId, id))
    .orderBy(asc(statements.addressee));
  expect(
    told.map(({ addressee, language, delivery, isStatementOfReasons }) => [
      addressee,
      language,
      delivery,
      isStatementOfReasons,
    ]),
  ).toEqual([
    ["affected", "zh-Hans", "held", true],
    ["notifier", "en", "held", false],
  ]);
  expect(told[0]?.puid).toMatch(/^[a-zA-Z0-9_-]+$/);
  const messages = await db
    .select({ kind: outbox.kind, runAt: outbox.runAt })
    .from(outbox)
    .where(eq(outbox.decisionId, id))
    .orderBy(asc(outbox.kind));
  expect(messages.map(({ kind }) => kind)).toEqual(["mail.outcome", "mail.statement", "webhook.event"]);
  expect(messages.every(({ runAt }) => runAt.toISOString() === "2016-09-07T04:00:30.000Z")).toBe(true);
  const [link] = await db
    .select({ decisionId: noticeItems.decisionId })
    .from(noticeItems)
    .where(eq(noticeItems.caseId, about.caseId));
  expect(link).toEqual({ decisionId: id });
});

test("the audit log keeps who decided what by codes, and none of the texts", async () => {
  const { db } = opened();
  const about = await aCase(db);
  await decideCase(
    mei,
    aViolation(about, {
      sanctions: firstBuyerSanction,
      facts: "The comment repeats an advertisement with a foreign link.",
    }),
    now,
  );
  const [entry] = await auditOf(db, about.caseId);
  expect(entry).toMatchObject({ verb: "case.decide", outcome: "done" });
  expect(entry?.body).toContain("tb.suspend-comments-7d");
  expect(entry?.body).not.toContain("foreign link");
  expect(entry?.body).not.toContain("http://sale.example");
});

test("an auditor cannot decide; the attempt is logged and changes nothing", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const auditor = await aColleague(db, { role: "auditor" });
  expect(await decideCase(auditor, aViolation(about, { sanctions: firstBuyerSanction }), now)).toMatchObject({
    ok: false,
    code: "forbidden",
  });
  expect(await auditOf(db, "case.decide")).toContainEqual(expect.objectContaining({ outcome: "refused" }));
  expect(await caseRow(db, about.caseId)).toMatchObject({ state: "open", version: 1 });
});

test("the second to decide is told who was first", async () => {
  const { db } = opened();
  const about = await aCase(db);
  await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), now);
  const second = await decideCase(ben, aViolation(about, { sanctions: firstBuyerSanction }), now);
  expect(second).toMatchObject({ ok: false, code: "stale", reason: "case_decided", values: { name: "Mei Lin" } });
});

test("a case that a colleague holds is refused, naming them", async () => {
  const { db } = opened();
  const about = await aCase(db);
  await claimCase(mei, { caseId: about.caseId }, now);
  const refused = await decideCase(ben, aViolation({ ...about, version: 2 }, { sanctions: firstBuyerSanction }), now);
  expect(refused).toMatchObject({ ok: false, code: "conflict", reason: "case_claimed", values: { name: "Mei Lin" } });
});

test("a decision on an older view is stale and writes nothing", async () => {
  const { db } = opened();
  const about = await aCase(db);
  await claimCase(mei, { caseId: about.caseId }, now);
  const stale = await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), now);
  expect(stale).toMatchObject({ ok: false, code: "stale", reason: "case_changed" });
  expect(await decisionOf(db, about.caseId)).toBeUndefined();
});

test("a key of the public interface decides nothing: a decision is a named person's", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const key = { kind: "key", id: mei.id, name: "platform", platformIds: [], permissions: ["case.decide"] } as const;
  expect(await decideCase(key, aViolation(about, { sanctions: firstBuyerSanction }), now)).toMatchObject({
    ok: false,
    code: "forbidden",
  });
});
