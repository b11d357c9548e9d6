import { and, eq, gte } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries, sessions } from "@/db/schema";
import { withTestDatabase } from "@/test/database";
import { aPerson, signedIn } from "@/test/people";
import { closeRefusals } from "./refusals";
import { personOfSession } from "./session";
import { closeSession, openSession } from "./sign-in";

const { opened } = withTestDatabase();
const now = new Date("2026-11-20T10:00:00Z");
const db = () => opened().db;

test("sixteen tries at once with wrong passwords do not slip past the lock, and the right one waits too", async () => {
  const mei = await aPerson(db(), { role: "moderator" });
  const wrong = (n: number) =>
    openSession({ email: mei.email, password: `wrong ${n}`, address: `many ${n}`, userAgent: "", now });
  for (let n = 0; n < 4; n += 1) expect(await wrong(n)).toMatchObject({ reason: "sign_in_wrong" });
  const reasons = (await Promise.all(Array.from({ length: 16 }, (_, n) => wrong(n + 4)))).map((result) =>
    result.ok ? "ok" : result.reason,
  );
  expect(reasons.filter((reason) => reason === "sign_in_wrong").length).toBeLessThanOrEqual(4);
  // However the sixteen met each other, a few more reach the limit.
  for (let n = 20; n < 28; n += 1) await wrong(n);
  const right = { email: mei.email, password: mei.password, address: "elsewhere", userAgent: "" };
  expect(await openSession({ ...right, now })).toMatchObject({ code: "rate_limited", reason: "sign_in_locked" });
  const later = new Date(now.getTime() + 15 * 60_000 + 1);
  expect(await openSession({ ...right, now: later })).toMatchObject({ ok: true });
});

test("tries against many addresses from one network address are locked, other networks are not", async () => {
  const mei = await aPerson(db(), { role: "moderator" });
  const from = (address: string, n: number) =>
    openSession({ email: `guess${n}@example.org`, password: "x", address, userAgent: "", now });
  for (let batch = 0; batch < 8; batch += 1)
    await Promise.all(Array.from({ length: 10 }, (_, n) => from("203.0.113.9", batch * 10 + n)));
  for (let n = 100; n < 112; n += 1) await from("203.0.113.9", n);
  const right = { email: mei.email, password: mei.password, userAgent: "", now };
  expect(await openSession({ ...right, address: "203.0.113.9" })).toMatchObject({ reason: "sign_in_locked" });
  expect(await openSession({ ...right, address: "203.0.113.10" })).toMatchObject({ ok: true });
}, 60_000);

test("an address with a null character or of a thousand letters is wrong, not an error", async () => {
  for (const email of ["a\u0000@example.org", `${"a".repeat(1000)}@example.org`, ""]) {
    expect(
      await openSession({ email, password: "x".repeat(100_000), address: "odd", userAgent: "", now }),
    ).toMatchObject({ reason: "sign_in_wrong" });
  }
});

test("a session is over after its hours, and not before", async () => {
  const mei = await aPerson(db(), { role: "moderator" });
  const session = await signedIn(mei, now);
  expect(await personOfSession(session, new Date(now.getTime() + 12 * 3_600_000 - 1))).not.toBeNull();
  expect(await personOfSession(session, new Date(now.getTime() + 12 * 3_600_000))).toBeNull();
  const [row] = await db().select().from(sessions).where(eq(sessions.id, session.sessionId));
  expect(row?.revokedAt).toBeNull();
});

test("signing out ends the session for a copied cookie too, and only one's own", async () => {
  const [mei, ana] = [await aPerson(db(), { role: "moderator" }), await aPerson(db(), { role: "moderator" })];
  const session = await signedIn(mei, now);
  await closeSession({ ...session, personId: ana.id }, now);
  expect(await personOfSession(session, now)).not.toBeNull();
  await closeSession(session, now);
  expect(await personOfSession(session, now)).toBeNull();
});

test("a good sign-in clears the count of that address", async () => {
  const mei = await aPerson(db(), { role: "moderator" });
  const attempt = (password: string, second: number) =>
    openSession({
      email: mei.email,
      password,
      address: "own desk",
      userAgent: "",
      now: new Date(now.getTime() + second * 1000),
    });
  for (let n = 0; n < 7; n += 1) await attempt("mistyped", n);
  expect(await attempt(mei.password, 8)).toMatchObject({ ok: true });
  for (let n = 9; n < 16; n += 1) expect(await attempt("mistyped", n)).toMatchObject({ reason: "sign_in_wrong" });
  expect(await attempt(mei.password, 17)).toMatchObject({ ok: true });
});

test("guesses leave a few entries an hour in the log, however many they are: the first at each person, and the one that locks", async () => {
  const [mei, ana] = [await aPerson(db(), { role: "moderator" }), await aPerson(db(), { role: "moderator" })];
  const at = new Date("2026-11-22T10:00:00Z");
  await closeRefusals(db(), new Date("2026-11-22T09:00:00Z"));
  const entries = async () =>
    (
      await db()
        .select()
        .from(auditEntries)
        .where(and(eq(auditEntries.verb, "session.open"), gte(auditEntries.at, at)))
    ).map(({ subjectId, body }) => `${subjectId} ${JSON.stringify(JSON.parse(body).detail)}`);
  const guess = (email: string, n: number) =>
    openSession({ email, password: `wrong ${n}`, address: `net ${n}`, userAgent: "", now: at });
  for (let n = 0; n < 12; n += 1) await guess(mei.email, n);
  await guess(ana.email, 20);
  for (let n = 30; n < 50; n += 1) await guess(`nobody-${n}@test.example`, n);
  expect(await entries()).toEqual([
    `${mei.id} {"reason":"sign_in_wrong"}`,
    `${mei.id} {"reason":"sign_in_locks"}`,
    `${ana.id} {"reason":"sign_in_wrong"}`,
    `unknown {"reason":"sign_in_wrong"}`,
  ]);
  await closeRefusals(db(), new Date("2026-11-22T11:00:00Z"));
  expect((await entries()).slice(4).sort((a, b) => a.localeCompare(b))).toEqual(
    [
      `${mei.id} {"reason":"sign_in_wrong","hour":"2026-11-22T10:00:00.000Z","more":6}`,
      `unknown {"reason":"sign_in_wrong","hour":"2026-11-22T10:00:00.000Z","more":19}`,
    ].sort((a, b) => a.localeCompare(b)),
  );
});
