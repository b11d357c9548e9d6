import { desc, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { auditEntries, people } from "@/db/schema";
import { personOfSession } from "@/lib/platform/session";
import { openSession } from "@/lib/platform/sign-in";
import { withTestDatabase } from "@/test/database";
import { actorOf, aPerson, signedIn } from "@/test/people";
import { changeOwnPassword, resetPassword } from "./change-password.command";
import { endOwnSession, revokeAllSessions, revokeSession } from "./revoke-session.command";

const { opened } = withTestDatabase();
const now = new Date("2026-11-20T10:00:00Z");
const db = () => opened().db;

async function lastEntry() {
  const [entry] = await db().select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1);
  if (!entry) throw new Error("the log is empty");
  return {
    verb: entry.verb,
    outcome: entry.outcome,
    actorId: entry.actorId,
    subjectId: entry.subjectId,
    body: entry.body,
  };
}
const rowOf = async (id: string) => (await db().select().from(people).where(eq(people.id, id)))[0];
const seen = async (id: string) => ({ personId: id, sessionVersion: (await rowOf(id))?.sessionVersion ?? 0 });

let lucia: Awaited<ReturnType<typeof aPerson>>;
let mei: Awaited<ReturnType<typeof aPerson>>;
beforeEach(async () => {
  // Each test has its own admin; those of earlier tests can no longer sign in.
  await db().update(people).set({ disabledAt: now });
  lucia = await aPerson(db(), { role: "admin" });
  mei = await aPerson(db(), { role: "moderator" });
});

test("an admin ends one session of a person and the other goes on", async () => {
  const [laptop, phone] = [await signedIn(mei, now), await signedIn(mei, now)];
  expect(await revokeSession(actorOf(mei), { sessionId: laptop.sessionId }, now)).toMatchObject({ code: "forbidden" });
  expect(await lastEntry()).toMatchObject({ verb: "session.revoke", outcome: "refused", actorId: mei.id });
  expect(await revokeSession(actorOf(lucia), { sessionId: laptop.sessionId }, now)).toMatchObject({ ok: true });
  expect(await lastEntry()).toMatchObject({ verb: "session.revoke", outcome: "done", subjectId: laptop.sessionId });
  expect(await personOfSession(laptop, now)).toBeNull();
  expect(await personOfSession(phone, now)).toMatchObject({ id: mei.id });
  expect(await revokeSession(actorOf(lucia), { sessionId: laptop.sessionId }, now)).toMatchObject({
    code: "stale",
    reason: "session_over",
  });
});

test("a person ends their own session, and another's is not found", async () => {
  const [mine, hers] = [await signedIn(mei, now), await signedIn(lucia, now)];
  expect(await endOwnSession(actorOf(mei), { sessionId: hers.sessionId }, now)).toMatchObject({ code: "not_found" });
  expect(await personOfSession(hers, now)).not.toBeNull();
  expect(await endOwnSession(actorOf(mei), { sessionId: mine.sessionId }, now)).toMatchObject({ ok: true });
  expect(await personOfSession(mine, now)).toBeNull();
  expect(await endOwnSession(actorOf(mei), { sessionId: mine.sessionId }, now)).toMatchObject({ code: "stale" });
});

test("an admin ends everything that a person has open", async () => {
  const open = [await signedIn(mei, now), await signedIn(mei, now)];
  const asSeen = await seen(mei.id);
  expect(await revokeAllSessions(actorOf(mei), asSeen, now)).toMatchObject({ code: "forbidden" });
  expect(await revokeAllSessions(actorOf(lucia), asSeen, now)).toMatchObject({ ok: true });
  expect(await lastEntry()).toMatchObject({ verb: "session.revoke_all", outcome: "done", subjectId: mei.id });
  for (const session of open) expect(await personOfSession(session, now)).toBeNull();
  expect(await revokeAllSessions(actorOf(lucia), asSeen, now)).toMatchObject({ code: "stale" });
});

test("a person changes their password with the old one, and every session ends", async () => {
  const session = await signedIn(mei, now);
  const next = "a long walk by the canal";
  const wrong = await changeOwnPassword(actorOf(mei), { current: "not this one", next }, now);
  expect(wrong).toMatchObject({ fields: [{ field: "current", reason: "password_wrong" }] });
  expect(await personOfSession(session, now)).not.toBeNull();
  expect(await changeOwnPassword(actorOf(mei), { current: mei.password, next: mei.password }, now)).toMatchObject({
    fields: [{ field: "next", reason: "password_same" }],
  });
  expect(await changeOwnPassword({ kind: "public" }, { current: mei.password, next }, now)).toMatchObject({
    code: "signed_out",
  });
  expect(await changeOwnPassword(actorOf(mei), { current: mei.password, next }, now)).toMatchObject({ ok: true });
  expect(await lastEntry()).toMatchObject({ verb: "person.change_password", outcome: "done", actorId: mei.id });
  expect((await lastEntry()).body).not.toContain("canal");
  expect(await personOfSession(session, now)).toBeNull();
  const attempt = { email: mei.email, password: next, address: "p", userAgent: "", now };
  expect(await openSession(attempt)).toMatchObject({ ok: true });
});

test("whoever has a stolen session guesses the password as often as at the sign-in page, and locks nobody out there", async () => {
  const ana = await aPerson(db(), { role: "moderator" });
  const guess = (current: string, at = now) =>
    changeOwnPassword(actorOf(ana), { current, next: "a stolen evening" }, at);
  for (let n = 0; n < 8; n += 1) expect(await guess(`guess number ${n}`)).toMatchObject({ code: "invalid" });
  expect(await guess("one more")).toMatchObject({ code: "rate_limited", reason: "sign_in_locked" });
  expect(await guess(ana.password), "not even with the right one").toMatchObject({ reason: "sign_in_locked" });
  const attempt = { email: ana.email, password: ana.password, address: "q", userAgent: "", now };
  expect(await openSession(attempt)).toMatchObject({ ok: true });
  expect(await guess(ana.password, new Date(now.getTime() + 15 * 60_000 + 1))).toMatchObject({ ok: true });
});

test("of two changes of one password at once the second is told that somebody was faster", async () => {
  const ana = await aPerson(db(), { role: "moderator" });
  const change = (next: string) => changeOwnPassword(actorOf(ana), { current: ana.password, next }, now);
  const results = await Promise.all([change("a walk in the rain"), change("a walk in the snow")]);
  expect(results.map((result) => (result.ok ? "ok" : result.reason)).toSorted()).toEqual(["ok", "stale"]);
});

test("an admin gives a person a new password, never themselves and never a demo person", async () => {
  const demo = await aPerson(db(), { role: "moderator", isDemo: true });
  expect(await resetPassword(actorOf(mei), await seen(mei.id), now)).toMatchObject({ code: "forbidden" });
  expect(await resetPassword(actorOf(lucia), await seen(lucia.id), now)).toMatchObject({ reason: "own_account" });
  expect(await resetPassword(actorOf(lucia), await seen(demo.id), now)).toMatchObject({ reason: "demo_password" });
  expect(
    await changeOwnPassword(actorOf(demo), { current: demo.password, next: "quite another one" }, now),
  ).toMatchObject({ reason: "demo_password" });
  const asSeen = await seen(mei.id);
  const reset = await resetPassword(actorOf(lucia), asSeen, now);
  if (!reset.ok) throw new Error(reset.reason);
  expect(
    await openSession({ email: mei.email, password: reset.value.password, address: "r", userAgent: "", now }),
  ).toMatchObject({ ok: true });
  expect(await resetPassword(actorOf(lucia), asSeen, now)).toMatchObject({ code: "stale" });
});
