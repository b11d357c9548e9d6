import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { onPostgres, withTestDatabase } from "@/test/database";
import { aCase, aColleague, auditOf, caseRow, givenPacks, townTime } from "@/test/town";
import { claimCase, claimNext, releaseCase, renewLease } from "./claim.command";
import { escalateCase, resumeCase, waitFor, wakeWaiting, writeNote } from "./commands";

const { opened } = withTestDatabase();
let mei: Person;
let ben: Person;
let lead: Person;
let auditor: Person;
const now = townTime;
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  ben = await aColleague(db, { name: "Ben Okafor" });
  lead = await aColleague(db, { role: "supervisor" });
  auditor = await aColleague(db, { role: "auditor" });
});

test("taking a case holds it for five minutes and leaves an audit line", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  const claimed = await claimCase(mei, { caseId }, now);
  expect(claimed).toMatchObject({
    ok: true,
    value: { version: 2, leaseUntil: after(300).toISOString(), claimedBy: { name: "Mei Lin", isMe: true } },
  });
  expect(await auditOf(db, caseId)).toMatchObject([{ verb: "case.claim", outcome: "done" }]);
});

test("the second person is told who has the case", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  await claimCase(mei, { caseId }, now);
  expect(await claimCase(ben, { caseId }, now)).toMatchObject({
    ok: false,
    code: "conflict",
    reason: "case_claimed",
    values: { name: "Mei Lin" },
  });
  expect((await auditOf(db, caseId))[0]).toMatchObject({ verb: "case.claim", outcome: "refused" });
  expect(await caseRow(db, caseId)).toMatchObject({ claimedBy: mei.id, version: 2 });
});

test.each([
  ["claim", claimCase, {}],
  ["renew", renewLease, {}],
  ["release", releaseCase, {}],
  ["escalate", escalateCase, { version: 1, to: "legal", why: "A court order came in." }],
  ["wait", waitFor, { version: 1, waitingFor: "the platform's answer" }],
  ["resume", resumeCase, { version: 1 }],
  ["note", writeNote, { text: "Seen before." }],
])("an auditor cannot %s; nothing changes", async (_verb, run, more) => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  expect(await run(auditor, { caseId, ...more }, now)).toMatchObject({ ok: false, code: "forbidden" });
  expect(await caseRow(db, caseId)).toMatchObject({ state: "open", version: 1, claimedBy: null });
});

test("renewing lengthens the lease and does not make the view stale", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  await claimCase(mei, { caseId }, now);
  expect(await renewLease(mei, { caseId }, after(200))).toMatchObject({
    ok: true,
    value: { version: 2, leaseUntil: after(500).toISOString() },
  });
  expect(await renewLease(ben, { caseId }, after(201))).toMatchObject({ ok: false, reason: "case_claimed" });
});

test("a lease that lapsed is free for others, and then no longer renewed", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  await claimCase(mei, { caseId }, now);
  expect((await claimCase(ben, { caseId }, after(300))).ok).toBe(true);
  expect(await renewLease(mei, { caseId }, after(301))).toMatchObject({
    ok: false,
    reason: "case_claimed",
    values: { name: "Ben Okafor" },
  });
});

test("a released case is back where it was taken from", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  await escalateCase(mei, { caseId, version: 1, to: "supervisor", why: "Needs a second look at the law." }, now);
  await claimCase(lead, { caseId }, now);
  expect(await releaseCase(lead, { caseId }, now)).toMatchObject({ ok: true, value: { state: "escalated" } });
});

test("an escalated case is for supervisors, with the reason", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  expect((await escalateCase(mei, { caseId, version: 1, to: "legal", why: "A court order came in." }, now)).ok).toBe(
    true,
  );
  expect(await caseRow(db, caseId)).toMatchObject({
    state: "escalated",
    escalatedTo: "legal",
    escalatedWhy: "A court order came in.",
  });
  expect(await claimCase(ben, { caseId }, now)).toMatchObject({ ok: false, reason: "case_needs_supervisor" });
  expect((await claimCase(lead, { caseId }, now)).ok).toBe(true);
});

test("escalating an older view is stale", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  await claimCase(mei, { caseId }, now);
  expect(await escalateCase(mei, { caseId, version: 1, to: "policy", why: "Unclear rule." }, now)).toMatchObject({
    ok: false,
    code: "stale",
  });
});

test("a waiting case comes back by itself when its time has come, not before, and only once", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  await waitFor(mei, { caseId, version: 1, waitingFor: "the shop's invoice", until: after(3600).toISOString() }, now);
  expect(await wakeWaiting(db, after(3599))).toBe(0);
  expect(await wakeWaiting(db, after(3600))).toBe(1);
  expect(await caseRow(db, caseId)).toMatchObject({
    state: "open",
    restingState: "open",
    waitingFor: null,
    version: 3,
  });
  expect(await wakeWaiting(db, after(3601))).toBe(0);
});

test("waiting until a time that is over is refused by its field", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  const refused = await waitFor(
    mei,
    { caseId, version: 1, waitingFor: "an answer", until: after(-1).toISOString() },
    now,
  );
  expect(refused).toMatchObject({ ok: false, fields: [{ field: "until", reason: "wait_in_the_past" }] });
  expect(await caseRow(db, caseId)).toMatchObject({ state: "open", version: 1 });
});

test("a waiting case can be resumed by hand", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  await waitFor(mei, { caseId, version: 1, waitingFor: "an answer" }, now);
  expect(await resumeCase(ben, { caseId, version: 2 }, now)).toMatchObject({
    ok: true,
    value: { state: "open", version: 3 },
  });
});

test("a note on the account needs an account", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db, { account: null });
  expect(await writeNote(mei, { caseId, text: "Seen before.", onAccount: true }, now)).toMatchObject({
    ok: false,
    fields: [{ field: "onAccount" }],
  });
  expect((await writeNote(mei, { caseId, text: "Seen before." }, now)).ok).toBe(true);
  expect((await auditOf(db, caseId))[0]?.body).not.toContain("Seen before");
});

test("the next case is the first of the filtered queue that nobody holds; nothing left is an answer", async () => {
  const { db } = opened();
  const first = await aCase(db, { platform: "wechat", rank: 1, language: "fr" });
  const second = await aCase(db, { platform: "wechat", rank: 2, language: "fr" });
  const filter = { platform: "wechat", language: "fr" };
  expect(await claimNext(mei, filter, now)).toMatchObject({ ok: true, value: { caseId: first.caseId } });
  expect(await claimNext(ben, filter, now)).toMatchObject({ ok: true, value: { caseId: second.caseId } });
  expect(await claimNext(lead, filter, now)).toEqual({ ok: true, value: null });
  // A lapsed lease is free again, unless it is the one that was just put aside.
  expect(await claimNext(lead, { ...filter, except: [first.caseId] }, after(301))).toMatchObject({
    ok: true,
    value: { caseId: second.caseId },
  });
});

test("waiting and escalated cases are never handed out as the next one", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db, { platform: "alibaba", language: "es" });
  await waitFor(mei, { caseId, version: 1, waitingFor: "an answer" }, now);
  expect(await claimNext(ben, { platform: "alibaba", language: "es" }, now)).toEqual({ ok: true, value: null });
});

test.runIf(onPostgres)("sixteen who ask at once never get the same case", async () => {
  const { db } = opened();
  const people = await Promise.all(Array.from({ length: 16 }, () => aColleague(db)));
  for (let made = 0; made < 48; made += 1)
    await aCase(db, { platform: "aliexpress", language: "pl", notices: 0, rank: made });
  const filter = { platform: "aliexpress", language: "pl" };
  const rounds = await Promise.all(
    people.map(async (person) => [
      await claimNext(person, filter, now),
      await claimNext(person, filter, now),
      await claimNext(person, filter, now),
    ]),
  );
  const ids = rounds.flat().map((result) => (result.ok ? result.value?.caseId : result.reason));
  expect(new Set(ids).size).toBe(48);
  expect(await claimNext(mei, filter, now)).toEqual({ ok: true, value: null });
});
