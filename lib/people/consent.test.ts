import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { actingConsents, apiKeys, auditEntries, people } from "@/db/schema";
import { createApiKey, revokeApiKey } from "@/lib/administration/api-key.command";
import { apiKeyList } from "@/lib/administration/queries";
import type { Person } from "@/lib/platform/permissions.rules";
import { onPostgres, withTestDatabase } from "@/test/database";
import { actorOf, aPerson } from "@/test/people";
import { changeRole } from "./change-role.command";
import { consentToKey, endConsent } from "./consent.command";
import { actingPrograms } from "./consent.queries";
import { disablePerson, enablePerson } from "./disable-person.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2026-11-20T10:00:00Z");
const later = new Date("2026-11-20T11:00:00Z");
let admin: Person;
beforeAll(async () => {
  admin = actorOf(await aPerson(db(), { role: "admin", name: "Lucía" }));
});

async function aKey(permissions = ["case.act"], name = "Reply bot"): Promise<string> {
  const made = await createApiKey(admin, { name, permissions }, now);
  if (!made.ok) throw new Error(made.reason);
  return made.value.keyId;
}
const aModerator = async (name = "Mei Lin") => actorOf(await aPerson(db(), { role: "moderator", name }));
const rowsOf = (keyId: string, personId: string) =>
  db()
    .select()
    .from(actingConsents)
    .where(and(eq(actingConsents.keyId, keyId), eq(actingConsents.personId, personId)))
    .orderBy(actingConsents.givenAt);
const entriesOf = async (keyId: string) =>
  (await db().select().from(auditEntries).where(eq(auditEntries.subjectId, keyId)).orderBy(auditEntries.seq))
    .filter(({ verb }) => verb !== "key.create")
    .map(({ verb, outcome, actorId, body }) => ({ verb, outcome, actorId, detail: JSON.parse(body).detail }));
const allowedOf = async (person: Person, keyId: string) =>
  (await actingPrograms(db(), person.id)).find((program) => program.keyId === keyId)?.allowedAt;

test("a person lets a program act for them and stops it again, and the log names person and key each time", async () => {
  const [mei, keyId] = [await aModerator(), await aKey()];
  expect(await allowedOf(mei, keyId)).toBeNull();
  expect(await consentToKey(mei, { keyId }, now)).toMatchObject({ value: { consent: { endedAt: null }, isNew: true } });
  expect(await allowedOf(mei, keyId)).toEqual(now);
  expect(await endConsent(mei, { keyId }, later)).toMatchObject({ ok: true, value: { isNew: true } });
  expect(await allowedOf(mei, keyId)).toBeNull();
  const mine = { outcome: "done", actorId: mei.id, detail: { personId: mei.id } };
  expect(await entriesOf(keyId)).toEqual([
    { verb: "key.consent", ...mine },
    { verb: "key.consent_end", ...mine },
  ]);
  expect(await consentToKey(mei, { keyId }, new Date(later.getTime() + 1))).toMatchObject({ ok: true });
  expect((await rowsOf(keyId, mei.id)).map(({ endedAt }) => endedAt)).toEqual([later, null]);
});

test("said twice it is one consent and one entry, and one that ended stays ended", async () => {
  const [mei, keyId] = [await aModerator(), await aKey()];
  await consentToKey(mei, { keyId }, now);
  expect(await consentToKey(mei, { keyId }, later)).toMatchObject({
    value: { consent: { givenAt: now.toISOString() }, isNew: false },
  });
  for (const isNew of [true, false])
    expect(await endConsent(mei, { keyId }, later)).toMatchObject({ value: { isNew } });
  expect(await rowsOf(keyId, mei.id)).toHaveLength(1);
  expect(await entriesOf(keyId)).toHaveLength(2);
});

test("a key that was revoked, that acts for nobody, or that is not there cannot be allowed, and nothing is written", async () => {
  const mei = await aModerator();
  const [revoked, reading] = [await aKey(), await aKey(["case.view"])];
  await revokeApiKey(admin, { keyId: revoked }, now);
  expect(await consentToKey(mei, { keyId: revoked }, now)).toMatchObject({ code: "stale", reason: "key_revoked" });
  expect(await consentToKey(mei, { keyId: reading }, now)).toMatchObject({ code: "refused", reason: "key_never_acts" });
  expect(await consentToKey(mei, { keyId: mei.id }, now)).toMatchObject({ reason: "key_not_found" });
  expect(await consentToKey(mei, { keyId: "x" }, now)).toMatchObject({ fields: [{ field: "keyId" }] });
  expect(await endConsent(mei, { keyId: reading }, now)).toMatchObject({ reason: "consent_not_found" });
  expect([...(await rowsOf(revoked, mei.id)), ...(await rowsOf(reading, mei.id))]).toEqual([]);
  expect((await entriesOf(reading)).map(({ verb, outcome }) => [verb, outcome])).toEqual([
    ["key.consent", "refused"],
    ["key.consent_end", "refused"],
  ]);
});

test("nobody allows for another: not an admin, not a program that acts for the person already", async () => {
  const [mei, keyId, other] = [await aModerator(), await aKey(), await aKey()];
  await consentToKey(admin, { keyId, personId: mei.id }, now);
  expect(await rowsOf(keyId, mei.id)).toEqual([]);
  const through = { keyId, platformIds: [] };
  expect(await consentToKey({ ...mei, through }, { keyId: other }, now)).toMatchObject({ code: "forbidden" });
  const key = { kind: "key", id: keyId, name: "", platformIds: [], permissions: ["case.act"] } as const;
  expect(await consentToKey(key, { keyId: other }, now)).toMatchObject({ code: "forbidden" });
  await consentToKey(mei, { keyId }, now);
  expect(await endConsent(admin, { keyId: other }, now)).toMatchObject({ reason: "consent_not_found" });
  expect(await allowedOf(mei, keyId)).toEqual(now);
});

test("a person sees every key that could act for them, and an admin sees who allowed it", async () => {
  const [mei, ben, away] = [await aModerator("Mei Lin"), await aModerator("Ben Ode"), await aModerator("Away")];
  const [keyId, gone, reading] = [await aKey(undefined, "Chat"), await aKey(), await aKey(["case.view"])];
  for (const person of [mei, ben, away]) await consentToKey(person, { keyId }, now);
  await consentToKey(mei, { keyId: gone }, now);
  await revokeApiKey(admin, { keyId: gone }, now);
  await db().update(people).set({ disabledAt: now }).where(eq(people.id, away.id));
  await db().update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, keyId));
  const seen = await actingPrograms(db(), mei.id);
  expect(seen.find((program) => program.keyId === keyId)).toEqual({
    keyId,
    name: "Chat",
    platformIds: [],
    madeBy: "Lucía",
    lastUsedAt: now,
    allowedAt: now,
  });
  expect(seen.filter((program) => [gone, reading].includes(program.keyId))).toEqual([]);
  const listed = new Map((await apiKeyList(db())).map(({ id, allowedBy }) => [id, allowedBy]));
  expect([listed.get(keyId), listed.get(gone), listed.get(reading)]).toEqual([["Ben Ode", "Mei Lin"], [], []]);
});

test.runIf(onPostgres)("of two who click Allow in two windows at once, both have the one consent", async () => {
  const [mei, keyId] = [await aModerator(), await aKey()];
  const both = await Promise.all([1, 2].map(() => consentToKey(mei, { keyId }, now)));
  expect(both.map((said) => said.ok && said.value.isNew).sort()).toEqual([false, true]);
  expect(await rowsOf(keyId, mei.id)).toHaveLength(1);
});

test("a consent ends with the role it was given in, and when the person is disabled; enabled again, nobody acts for them", async () => {
  const [mei, keyId] = [await aModerator(), await aKey()];
  const asSeen = async () => {
    const [row] = await db().select().from(people).where(eq(people.id, mei.id));
    return { personId: mei.id, sessionVersion: row?.sessionVersion };
  };
  await consentToKey(mei, { keyId }, now);
  // Refused, nothing is ended.
  expect(await changeRole(admin, { ...(await asSeen()), sessionVersion: 99, role: "supervisor" }, later)).toMatchObject(
    {
      ok: false,
    },
  );
  expect(await allowedOf(mei, keyId)).toEqual(now);
  const changed = await changeRole(admin, { ...(await asSeen()), role: "supervisor" }, later);
  expect(changed).toMatchObject({ ok: true, value: { programsStopped: [keyId] } });
  expect(await allowedOf(mei, keyId)).toBeNull();
  await consentToKey(mei, { keyId }, later);
  expect(await disablePerson(admin, await asSeen(), later)).toMatchObject({ value: { programsStopped: [keyId] } });
  expect(await enablePerson(admin, await asSeen(), later)).toMatchObject({ ok: true });
  expect((await rowsOf(keyId, mei.id)).map(({ endedAt }) => endedAt)).toEqual([later, later]);
  const entries = await db()
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, mei.id))
    .orderBy(auditEntries.seq);
  const details = entries
    .filter(({ outcome }) => outcome === "done")
    .map(({ verb, body }) => [verb, JSON.parse(body).detail]);
  expect(details).toEqual([
    ["person.change_role", { role: "supervisor", programsStopped: [keyId] }],
    ["person.disable", { programsStopped: [keyId] }],
    ["person.enable", {}],
  ]);
});
