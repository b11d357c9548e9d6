import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { statements } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aToldDecision } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, aDecidedCase, townTime } from "@/test/town";
import { decideCase } from "./decide.command";
import { madeDecisions } from "./made.queries";
import { letterAsSent, olderLetters } from "./made-letters.queries";
import { undoDecision } from "./undo.command";

const { opened } = withTestDatabase();
let mei: Person;
let ben: Person;
let tomasz: Person;

beforeAll(async () => {
  const { db } = opened();
  ({ mei } = await anAppealDesk(db));
  ben = await aColleague(db, { name: "Ben Adler" });
  tomasz = await aColleague(db, { name: "Tomasz Nowak", role: "auditor" });
});

async function madeOn(caseId: string, reader: Person) {
  const made = await madeDecisions(opened().db, reader, caseId);
  if (!made.ok) throw new Error(made.reason);
  return made.value;
}

test("a decided case tells what was found, by which clause of which version, what followed, and how it was counted", async () => {
  const { caseId } = await aToldDecision(opened().db, { by: mei });
  const [made] = await madeOn(caseId, mei);
  expect(made).toMatchObject({
    outcome: "violation",
    clause: { ref: "Table.4", version: "v2" },
    count: 1,
    decidedAt: townTime.toISOString(),
    by: { name: "Mei Lin", isMe: true },
    end: null,
  });
  expect(made?.clause?.title?.en).toBeTruthy();
  expect(made?.why.length).toBeGreaterThan(0);
  expect(made?.sanctions.map(({ label, state, endsAt }) => [label.en, state, endsAt !== null])).toEqual([
    [expect.stringContaining("elete"), "in_force", false],
    [expect.stringContaining("7 days"), "in_force", true],
  ]);
  expect(made?.letters.map(({ addressee, delivery }) => `${addressee} ${delivery}`)).toEqual([
    "affected sent",
    "notifier sent",
  ]);
});

test("a colleague moderator is not told who decided; an auditor is", async () => {
  const { caseId } = await aDecidedCase(opened().db, { by: mei, at: townTime });
  expect((await madeOn(caseId, ben))[0]?.by).toBeNull();
  expect((await madeOn(caseId, tomasz))[0]?.by).toEqual({ name: "Mei Lin", isMe: false });
});

test("what was taken back stays in sight beside what was decided in its place", async () => {
  const { db } = opened();
  const first = await aDecidedCase(db, { by: mei, at: townTime });
  const undone = await undoDecision(mei, { decisionId: first.decisionId }, after(5));
  if (!undone.ok) throw new Error(undone.reason);
  const again = { caseId: first.caseId, version: undone.value.version, outcome: "no_violation" };
  expect(await decideCase(mei, again, after(20))).toMatchObject({ ok: true });
  const made = await madeOn(first.caseId, mei);
  expect(made.map(({ outcome, end }) => [outcome, end?.state ?? "standing", end?.at ?? null])).toEqual([
    ["no_violation", "standing", null],
    ["violation", "undone", after(5).toISOString()],
  ]);
  expect(made[1]?.sanctions.every(({ state }) => state === "lifted")).toBe(true);
});

test("a letter is read as it was sent, without the link by which its addressee appeals, and stays unread by them", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const [stored] = await db.select().from(statements).where(eq(statements.decisionId, decisionId));
  if (!stored) throw new Error("nobody was told");
  const link = /\/decision\/([^\s/]+)/.exec(JSON.stringify(stored.parts))?.[1];
  expect(link).toBeTruthy();
  const letter = await letterAsSent(db, ben, stored.id);
  if (!letter.ok) throw new Error(letter.reason);
  expect(letter.value).toMatchObject({ subject: stored.subject, delivery: "sent" });
  expect(letter.value.parts.map(({ heading }) => heading)).toEqual(stored.parts.map(({ heading }) => heading));
  expect(JSON.stringify(letter.value)).not.toContain(link);
  const [later] = await db.select({ readAt: statements.readAt }).from(statements).where(eq(statements.id, stored.id));
  expect(later?.readAt).toBeNull();
});

test("an address that names no case or no letter is answered so", async () => {
  const { db } = opened();
  expect(await madeDecisions(db, mei, "TB-20179")).toMatchObject({ ok: false, reason: "case_not_found" });
  expect(await letterAsSent(db, mei, "x")).toMatchObject({ ok: false, code: "not_found" });
});

test("the letters of a case that many people reported are all reached, twenty at a time, each of them once", async () => {
  const { db } = opened();
  const about = await aDecidedCase(db, { by: mei, at: townTime, notices: 44 });
  const { decisionId } = about;
  const [made] = await madeOn(about.caseId, mei);
  const seen = [...(made?.letters ?? [])];
  const left = [made?.moreLetters];
  while (left.at(-1)) {
    const next = await olderLetters(db, mei, { decisionId, after: seen.at(-1)?.id ?? null });
    if (!next.ok) throw new Error(next.reason);
    seen.push(...next.value.letters);
    left.push(next.value.moreLetters);
  }
  expect(left).toEqual([25, 5, 0]);
  expect(seen[0]?.addressee).toBe("affected");
  const stored = await db.select({ id: statements.id }).from(statements).where(eq(statements.decisionId, decisionId));
  expect(seen.map(({ id }) => id).sort()).toEqual(stored.map(({ id }) => id).sort());
  const [other] = await madeOn((await aToldDecision(db, { by: mei })).caseId, mei);
  const foreign = { decisionId, after: other?.letters[0]?.id ?? null };
  expect(await olderLetters(db, mei, foreign)).toMatchObject({ code: "not_found" });
});
