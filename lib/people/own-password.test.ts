import { beforeAll, expect, test } from "vitest";
import { personOfSession } from "@/lib/platform/session";
import { withTestDatabase } from "@/test/database";
import { actorOf, aPerson, signedIn, type TestPerson } from "@/test/people";
import { addPerson } from "./add-person.command";
import { changeOwnPassword, resetPassword } from "./change-password.command";
import { personPage } from "./queries";

const { opened } = withTestDatabase();
const now = new Date("2026-11-20T10:00:00Z");
const db = () => opened().db;
let lucia: TestPerson;
beforeAll(async () => {
  lucia = await aPerson(db(), { role: "admin", name: "Lucía" });
});

/** Whether who signs in with this password must choose one first. */
const mustChoose = async (person: TestPerson, password: string) =>
  (await personOfSession(await signedIn({ ...person, password }, now), now))?.mustChangePassword;

test("whoever was given a new password by an admin must choose their own, once", async () => {
  const mei = await aPerson(db(), { role: "moderator" });
  expect(await mustChoose(mei, mei.password)).toBe(false);
  const { sessionVersion = 0 } = (await personPage(db(), mei.id, now)) ?? {};
  const reset = await resetPassword(actorOf(lucia), { personId: mei.id, sessionVersion }, now);
  if (!reset.ok) throw new Error(reset.reason);
  expect(await mustChoose(mei, reset.value.password)).toBe(true);
  const next = "a password of my own 7";
  const chosen = await changeOwnPassword(actorOf(mei), { current: reset.value.password, next }, now);
  expect(chosen).toMatchObject({ ok: true });
  expect(await mustChoose(mei, next)).toBe(false);
});

test("a first password that was made is for one sign-in; one that was given with the person is theirs", async () => {
  for (const given of [undefined, "seven quiet herons"]) {
    const email = `${given ? "given" : "made"}@people.example`;
    const about = { email, name: "Ana", role: "moderator", ...(given ? { password: given } : {}) };
    const added = await addPerson({ kind: "system", name: "cli" }, about, now);
    if (!added.ok) throw new Error(added.reason);
    const { personId, password } = added.value;
    const ana: TestPerson = { id: personId, email, name: "Ana", role: "moderator", password: password ?? given ?? "" };
    expect([given, await mustChoose(ana, ana.password)]).toEqual([given, given === undefined]);
  }
});
