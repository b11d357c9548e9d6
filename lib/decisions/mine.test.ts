import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { claimCase } from "@/lib/queue/claim.command";
import { escalateCase, resumeCase, waitFor } from "@/lib/queue/commands";
import { QueueRequest } from "@/lib/queue/contract";
import { queueCounts } from "@/lib/queue/counts.queries";
import { openCases } from "@/lib/queue/queries";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, anAccount, givenPacks, townTime } from "@/test/town";
import { decideCase } from "./decide.command";

const { opened } = withTestDatabase();
let mei: Person;
let ben: Person;
let lead: Person;

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  ben = await aColleague(db, { name: "Ben Adler" });
  lead = await aColleague(db, { name: "Amara Okafor", role: "supervisor" });
});

async function mineOf(person: Person, more: Record<string, unknown> = {}) {
  const page = await openCases(opened().db, QueueRequest.parse({ state: "mine", ...more }), person, townTime);
  if (!page.ok) throw new Error(page.reason);
  return page.value;
}
const ids = (page: { rows: { id: string }[] }) => new Set(page.rows.map(({ id }) => id));

/** One case in each of a person's hands: held, waiting, escalated. */
async function threeOf(person: Person) {
  const { db } = opened();
  const account = await anAccount(db);
  const [held, waiting, escalated] = [
    await aCase(db, { account, notices: 0, rank: 10 }),
    await aCase(db, { account, notices: 0, rank: 20 }),
    await aCase(db, { account, notices: 0, rank: 30, language: "fr" }),
  ];
  await claimCase(person, { caseId: held.caseId }, townTime);
  await waitFor(person, { caseId: waiting.caseId, version: 1, waitingFor: "The seller's answer" }, townTime);
  await escalateCase(person, { caseId: escalated.caseId, version: 1, to: "supervisor", why: "A new trick" }, townTime);
  return { held: held.caseId, waiting: waiting.caseId, escalated: escalated.caseId };
}

test("under mine a person finds what they hold, what they let wait and what they escalated, and nobody else does", async () => {
  const { held, waiting, escalated } = await threeOf(mei);
  expect(ids(await mineOf(mei))).toEqual(new Set([held, waiting, escalated]));
  expect(ids(await mineOf(ben))).toEqual(new Set());
  expect(await queueCounts(opened().db, mei, {}, townTime)).toMatchObject({ value: { mine: { count: 3 } } });
});

test("mine is filtered and paged like every view", async () => {
  const { held, waiting, escalated } = await threeOf(ben);
  expect(ids(await mineOf(ben, { language: "fr" }))).toEqual(new Set([escalated]));
  const first = await mineOf(ben, { limit: 2 });
  expect(first.rows.map(({ id }) => id)).toEqual([held, waiting]);
  expect(ids(await mineOf(ben, { limit: 2, after: first.next }))).toEqual(new Set([escalated]));
});

test("what a supervisor put back into the queue, or decided, is no longer in the hands of who escalated it", async () => {
  const { db } = opened();
  const person = await aColleague(db);
  const back = await aCase(db, { notices: 0 });
  await escalateCase(person, { caseId: back.caseId, version: 1, to: "policy", why: "Not in the rules" }, townTime);
  expect(await resumeCase(lead, { caseId: back.caseId, version: 2 }, townTime)).toMatchObject({ ok: true });
  const decided = await aCase(db, { notices: 0 });
  await escalateCase(person, { caseId: decided.caseId, version: 1, to: "policy", why: "Not in the rules" }, townTime);
  const answer = { caseId: decided.caseId, version: 2, outcome: "no_violation" };
  expect(await decideCase(lead, answer, townTime)).toMatchObject({ ok: true });
  expect(ids(await mineOf(person))).toEqual(new Set());
});

test("a case that was referred to another team waits under mine of who referred it", async () => {
  const { db } = opened();
  const person = await aColleague(db);
  const { caseId } = await aCase(db, { notices: 0 });
  const referral = {
    caseId,
    version: 1,
    outcome: "referred",
    to: "other_team",
    why: "Payments must look at the seller",
  };
  expect(await decideCase(person, referral, townTime)).toMatchObject({ ok: true });
  expect(ids(await mineOf(person))).toEqual(new Set([caseId]));
});
