import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { outbox } from "@/db/schema";
import { caseView } from "@/lib/decisions/queries";
import { undoDecision } from "@/lib/decisions/undo.command";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import { noSkills } from "@/lib/platform/skills.rules";
import { withTestDatabase } from "@/test/database";
import { aColleague, aDecidedCase, auditOf, caseRow, givenPacks } from "@/test/town";
import { outboxHandlers } from "./handlers";

const { opened } = withTestDatabase();
const db = () => opened().db;
const begin = new Date("2024-03-01T08:00:00Z");
const later = (seconds: number) => new Date(begin.getTime() + seconds * 1000);
let mei: Person;

beforeAll(async () => {
  await givenPacks(db(), begin);
  mei = await aColleague(db());
});

/** Reported as something else, read as nothing, and then decided by a person. */
function decidedUnder(clause: string, more: Record<string, unknown> = {}) {
  const about = { platform: "wechat", surface: "chat", language: "en", text: "see the new ones", notices: 0 };
  const dates = { contentAt: later(-3600), openedAt: later(-60), at: begin };
  const decision = { clause, sanctions: [{ action: "cg.remove" }], facts: "What the item shows.", ...more };
  return aDecidedCase(db(), { ...about, ...dates, by: mei, decision });
}
const isSeenBy = async (person: Person, caseId: string) => (await caseView(db(), person, caseId, later(100))).ok;

test("a case decided as the abuse of a child is hidden from who is not cleared, once it cannot be taken back", async () => {
  const { caseId } = await decidedUnder("CG/ChildPorn(b)");
  expect(await isSeenBy(mei, caseId)).toBe(true);
  await drainOutbox(db(), outboxHandlers, later(10));
  expect((await caseRow(db(), caseId)).childSafety).toBe(false);
  await drainOutbox(db(), outboxHandlers, later(90));
  expect((await caseRow(db(), caseId)).childSafety).toBe(true);
  expect(await isSeenBy(mei, caseId)).toBe(false);
  expect(await isSeenBy({ ...mei, skills: { ...noSkills, childSafety: true } }, caseId)).toBe(true);
  const [entry] = await auditOf(db(), caseId);
  expect(entry).toMatchObject({ verb: "case.hide", outcome: "done" });
});

test("so is one that breaks such a clause besides another, and one where a naked child was found under a milder clause", async () => {
  const besides = await decidedUnder("CG/Spam(a)", { findings: { alsoBreaks: ["AUP 3(b)"] } });
  const said = await decidedUnder("CG/Spam(a)", { facts: "The picture shows a naked child at the sea." });
  await drainOutbox(db(), outboxHandlers, later(90));
  for (const { caseId } of [besides, said]) expect((await caseRow(db(), caseId)).childSafety).toBe(true);
});

test("a decision under any other clause hides nothing, and neither does one that was taken back in time", async () => {
  const spam = await decidedUnder("CG/Spam(a)", { facts: "A nude adult; no child is near." });
  const undone = await decidedUnder("CG/ChildPorn(b)");
  expect((await undoDecision(mei, { decisionId: undone.decisionId }, later(5))).ok).toBe(true);
  await drainOutbox(db(), outboxHandlers, later(90));
  for (const { caseId } of [spam, undone]) expect((await caseRow(db(), caseId)).childSafety).toBe(false);
  expect(await isSeenBy(mei, undone.caseId)).toBe(true);
  const left = await db().select().from(outbox).where(eq(outbox.decisionId, undone.decisionId));
  expect(left.filter(({ state }) => state === "waiting")).toEqual([]);
});
