import { count, desc, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { auditEntries, people } from "@/db/schema";
import { personOfSession } from "@/lib/platform/session";
import { openSession } from "@/lib/platform/sign-in";
import { onPostgres, withTestDatabase } from "@/test/database";
import { actorOf, aPerson, signedIn } from "@/test/people";
import { addPerson } from "./add-person.command";
import { changePreferences } from "./change-preferences.command";
import { changeRole } from "./change-role.command";
import { disablePerson, enablePerson } from "./disable-person.command";
import { addQualification, endQualification } from "./qualification.command";
import { peoplePage, personPage } from "./queries";

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
const howMany = async () => (await db().select({ n: count() }).from(people))[0]?.n;

let lucia: Awaited<ReturnType<typeof aPerson>>;
let mei: Awaited<ReturnType<typeof aPerson>>;
beforeEach(async () => {
  // Each test has its own admin; those of earlier tests can no longer sign in.
  await db().update(people).set({ disabledAt: now });
  lucia = await aPerson(db(), { role: "admin" });
  mei = await aPerson(db(), { role: "moderator" });
});

const newcomer = (email: string) => ({ email, name: "Ana Silva", role: "moderator" });

test("an admin adds a person, who can sign in with the password told once, and the log holds neither address nor name", async () => {
  const added = await addPerson(actorOf(lucia), newcomer(" Ana.Silva@Example.org "), now);
  if (!added.ok || !added.value.password) throw new Error("not added");
  expect(await lastEntry()).toMatchObject({
    verb: "person.add",
    outcome: "done",
    actorId: lucia.id,
    subjectId: added.value.personId,
  });
  expect((await lastEntry()).body).not.toMatch(/ana|silva|example\.org/i);
  const attempt = { email: "ana.silva@example.org", password: added.value.password, address: "a", userAgent: "", now };
  expect(await openSession(attempt)).toMatchObject({ ok: true, value: { personId: added.value.personId } });
});

test("a supervisor who adds a person is refused, and the attempt is in the log", async () => {
  const amara = await aPerson(db(), { role: "supervisor" });
  const before = await howMany();
  expect(await addPerson(actorOf(amara), newcomer("b@example.org"), now)).toMatchObject({
    ok: false,
    code: "forbidden",
  });
  expect(await lastEntry()).toMatchObject({ verb: "person.add", outcome: "refused", actorId: amara.id });
  expect(await howMany()).toBe(before);
});

test("an address belongs to one person, however it is written", async () => {
  await addPerson(actorOf(lucia), newcomer("twice@example.org"), now);
  const before = await howMany();
  expect(await addPerson(actorOf(lucia), newcomer("TWICE@example.org"), now)).toMatchObject({
    code: "conflict",
    reason: "email_taken",
  });
  expect(await howMany()).toBe(before);
  expect((await lastEntry()).body).not.toContain("example.org");
});

test("a person with a weak password, a wrong role or a broken name is not added, and each field says why", async () => {
  const wrong = await addPerson(actorOf(lucia), { email: "x", name: "a\u0000b", role: "boss", password: "short" }, now);
  expect(wrong.ok ? [] : wrong.fields?.map((field) => `${field.field} ${field.reason}`).sort()).toEqual([
    "email not_email",
    "name control_characters",
    "password too_short",
    "role not_one_of",
  ]);
  const weak = await addPerson(actorOf(lucia), { ...newcomer("weak@example.org"), password: "weak@example.org" }, now);
  expect(weak).toMatchObject({ code: "invalid", fields: [{ field: "password", reason: "password_is_name" }] });
});

test("a session dies with the role", async () => {
  const session = await signedIn(mei, now);
  expect(await personOfSession(session, now)).toMatchObject({ id: mei.id, role: "moderator" });
  const changed = await changeRole(actorOf(lucia), { ...(await seen(mei.id)), role: "supervisor" }, now);
  expect(changed).toMatchObject({ ok: true });
  expect(await lastEntry()).toMatchObject({ verb: "person.change_role", outcome: "done", subjectId: mei.id });
  expect(await personOfSession(session, now)).toBeNull();
  expect((await personPage(db(), mei.id, now))?.sessions).toEqual([]);
});

test("a moderator who makes themselves admin is refused, and so is an admin who changes their own role", async () => {
  const input = { ...(await seen(mei.id)), role: "admin" };
  expect(await changeRole(actorOf(mei), input, now)).toMatchObject({ code: "forbidden" });
  expect(await lastEntry()).toMatchObject({ verb: "person.change_role", outcome: "refused", actorId: mei.id });
  const own = await changeRole(actorOf(lucia), { ...(await seen(lucia.id)), role: "auditor" }, now);
  expect(own).toMatchObject({ code: "refused", reason: "own_role" });
  expect(await lastEntry()).toMatchObject({ outcome: "refused", subjectId: lucia.id });
  expect((await rowOf(lucia.id))?.role).toBe("admin");
});

test("the second of two admins who change the same person is told it is stale", async () => {
  const bea = await aPerson(db(), { role: "admin" });
  const asSeen = await seen(mei.id);
  const results = await Promise.all([
    changeRole(actorOf(lucia), { ...asSeen, role: "supervisor" }, now),
    changeRole(actorOf(bea), { ...asSeen, role: "auditor" }, now),
  ]);
  expect(results.map((result) => (result.ok ? "ok" : result.code)).sort()).toEqual(["ok", "stale"]);
});

test("the last admin is neither disabled nor demoted, also when two admins do it to each other at once", async () => {
  const bea = await aPerson(db(), { role: "admin" });
  const results = await Promise.all([
    disablePerson(actorOf(lucia), await seen(bea.id), now),
    changeRole(actorOf(bea), { ...(await seen(lucia.id)), role: "moderator" }, now),
  ]);
  expect(results.map((result) => (result.ok ? "ok" : result.reason)).sort()).toEqual(["last_admin", "ok"]);
  const terminal = { kind: "system", name: "cli" } as const;
  const left = results[0]?.ok ? lucia : bea;
  expect(await disablePerson(terminal, await seen(left.id), now)).toMatchObject({ reason: "last_admin" });
  expect((await rowOf(left.id))?.disabledAt).toBeNull();
});

test("a disabled person is out at once and comes back with the same password", async () => {
  const session = await signedIn(mei, now);
  expect(await disablePerson(actorOf(lucia), await seen(mei.id), now)).toMatchObject({ ok: true });
  expect(await lastEntry()).toMatchObject({ verb: "person.disable", outcome: "done", subjectId: mei.id });
  expect(await personOfSession(session, now)).toBeNull();
  const attempt = { email: mei.email, password: mei.password, address: "d", userAgent: "", now };
  expect(await openSession(attempt)).toMatchObject({ reason: "sign_in_wrong" });
  expect(await disablePerson(actorOf(lucia), await seen(mei.id), now)).toMatchObject({ reason: "already_disabled" });
  expect(await enablePerson(actorOf(lucia), await seen(mei.id), now)).toMatchObject({ ok: true });
  expect(await openSession(attempt)).toMatchObject({ ok: true });
  expect(await enablePerson(actorOf(lucia), await seen(mei.id), now)).toMatchObject({ reason: "not_disabled" });
});

test("disabling and enabling are an admin's, and what the admin saw must still be so", async () => {
  const amara = await aPerson(db(), { role: "supervisor" });
  const asSeen = await seen(mei.id);
  expect(await disablePerson(actorOf(amara), asSeen, now)).toMatchObject({ code: "forbidden" });
  expect(await enablePerson(actorOf(amara), asSeen, now)).toMatchObject({ code: "forbidden" });
  expect(await lastEntry()).toMatchObject({ verb: "person.enable", outcome: "refused" });
  const old = { ...asSeen, sessionVersion: asSeen.sessionVersion + 1 };
  expect(await disablePerson(actorOf(lucia), old, now)).toMatchObject({ code: "stale" });
  expect(await enablePerson(actorOf(lucia), old, now)).toMatchObject({ code: "stale" });
  expect(await disablePerson(actorOf(lucia), await seen(lucia.id), now)).toMatchObject({ reason: "own_account" });
  const nobody = { personId: "01990000-0000-7000-8000-000000000000", sessionVersion: 1 };
  expect(await disablePerson(actorOf(lucia), nobody, now)).toMatchObject({ code: "not_found" });
});

test("a person chooses the language they work in, out of those there are", async () => {
  expect(await changePreferences(actorOf(mei), { locale: "zh-Hans" }, now)).toMatchObject({ ok: true });
  expect((await rowOf(mei.id))?.locale).toBe("zh-Hans");
  expect(await changePreferences(actorOf(mei), { locale: "xx" }, now)).toMatchObject({ code: "invalid" });
  expect(await changePreferences({ kind: "public" }, { locale: "en" }, now)).toMatchObject({ code: "signed_out" });
});

const proof = { subject: "Complaint handling", validFrom: "2026-01-01", validUntil: "2026-12-31" };

test("a recorded qualification counts to the end of its last day", async () => {
  const amara = await aPerson(db(), { role: "supervisor" });
  const added = await addQualification(actorOf(lucia), { personId: amara.id, ...proof }, now);
  if (!added.ok) throw new Error(added.reason);
  expect(await lastEntry()).toMatchObject({ verb: "qualification.add", outcome: "done", subjectId: amara.id });
  const stateAt = async (at: string) => (await personPage(db(), amara.id, new Date(at)))?.qualifications[0]?.state;
  expect(await stateAt("2025-12-31T23:59:59Z")).toBe("coming");
  expect(await stateAt("2026-12-31T23:59:59Z")).toBe("valid");
  expect(await stateAt("2027-01-01T00:00:00Z")).toBe("ended");
  expect(await endQualification(actorOf(lucia), added.value, now)).toMatchObject({ ok: true });
  expect(await lastEntry()).toMatchObject({ verb: "qualification.end", outcome: "done" });
  expect(await stateAt("2026-11-20T10:00:00Z")).toBe("ended");
  expect(await endQualification(actorOf(lucia), added.value, now)).toMatchObject({
    code: "stale",
    reason: "qualification_over",
  });
});

test("a qualification is recorded by an admin, once for one time, and not backwards", async () => {
  const amara = await aPerson(db(), { role: "supervisor" });
  const input = { personId: amara.id, ...proof };
  expect(await addQualification(actorOf(amara), input, now)).toMatchObject({ code: "forbidden" });
  expect(await lastEntry()).toMatchObject({ verb: "qualification.add", outcome: "refused" });
  expect(await addQualification(actorOf(lucia), { ...input, validUntil: "2025-01-01" }, now)).toMatchObject({
    fields: [{ field: "validUntil", reason: "ends_before_start" }],
  });
  expect(await addQualification(actorOf(lucia), { ...input, validFrom: "2026-02-30" }, now)).toMatchObject({
    code: "invalid",
  });
  expect(await addQualification(actorOf(lucia), input, now)).toMatchObject({ ok: true });
  const again = { ...input, validFrom: "2026-06-01", validUntil: null };
  expect(await addQualification(actorOf(lucia), again, now)).toMatchObject({
    code: "conflict",
    reason: "qualification_overlaps",
  });
  expect(await addQualification(actorOf(lucia), { ...again, validFrom: "2027-01-01" }, now)).toMatchObject({
    ok: true,
  });
  expect((await personPage(db(), amara.id, now))?.qualifications).toHaveLength(2);
  expect(await endQualification(actorOf(amara), { qualificationId: amara.id }, now)).toMatchObject({
    code: "forbidden",
  });
  expect(await endQualification(actorOf(lucia), { qualificationId: amara.id }, now)).toMatchObject({
    code: "not_found",
  });
});

test("the list of people goes page by page without losing or repeating anybody", async () => {
  const everyone = await howMany();
  const found: string[] = [];
  let next: string | null = null;
  do {
    const page = await peoplePage(db(), next, now, 3);
    found.push(...page.items.map((person) => person.id));
    next = page.next;
  } while (next);
  expect(new Set(found).size).toBe(found.length);
  expect(found).toHaveLength(Number(everyone));
  expect((await peoplePage(db(), "not a cursor", now)).items).not.toHaveLength(0);
});

test(`these people live on ${onPostgres ? "PostgreSQL" : "the embedded database"}`, () => {
  expect(opened().kind).toBe(onPostgres ? "postgres" : "pglite");
});
