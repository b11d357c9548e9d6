import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { people } from "@/db/schema";
import { beginTry, passTry } from "@/lib/platform/attempts";
import { command } from "@/lib/platform/command";
import { fail, ok, type Result } from "@/lib/platform/result";
import { hashPassword, isPassword } from "@/lib/platform/sign-in";
import { ChangeOwnPassword, ChangePerson, type PasswordReset, type PersonChanged } from "./contract";
import { weaknessOfPassword } from "./rules";
import { changePerson, endSessions, firstPassword, lockWithAdmins } from "./store";

const wrong = (field: string, reason: string) => fail("invalid", "invalid", { fields: [{ field, reason }] });

const { email, name, passwordHash, isDemo } = people;

/** The hash that was looked at, and the one to put in its place. */
type Hashes = { before: string; after: string };

/**
 * Judges the old password and hashes the new one, both slow, outside the transaction. Whoever has a stolen session
 * guesses as often as at the sign-in page and no more; the count is its own, so that they lock nobody out of signing in.
 */
async function hashesFor(db: Db, personId: string, asked: ChangeOwnPassword, now: Date): Promise<Result<Hashes>> {
  const { current, next } = asked;
  const [person] = await db.select({ email, name, passwordHash, isDemo }).from(people).where(eq(people.id, personId));
  if (!person) return fail("not_found", "person_not_found");
  // The sign-in page of a demo shows its passwords; a changed one would lock the next visitor out.
  if (person.isDemo) return fail("refused", "demo_password");
  const counted = await beginTry(db, { whose: `own password ${personId}` }, now);
  if (!counted) return fail("rate_limited", "sign_in_locked");
  if (!(await isPassword(person.passwordHash, current))) return wrong("current", "password_wrong");
  await passTry(db, counted);
  const weakness = next === current ? "password_same" : weaknessOfPassword(next, person);
  if (weakness) return wrong("next", weakness);
  return ok({ before: person.passwordHash, after: await hashPassword(next) });
}

/** A new password of one's own. Every session ends, this one too: whoever knew the old password is out. */
export const changeOwnPassword = command({
  name: "person.change_password",
  permission: "self.change",
  input: ChangeOwnPassword,
  subject: () => ({ kind: "person", id: "self" }),
  prepare: async ({ db, actor, now }, asked) =>
    actor.kind === "person" ? hashesFor(db, actor.id, asked, now) : fail("forbidden"),
  async run({ tx, actor, now }, _, hashes: Hashes) {
    if (actor.kind !== "person") return fail("forbidden");
    const [person] = await tx.select({ passwordHash }).from(people).where(eq(people.id, actor.id)).for("update");
    // Somebody set another one while this was hashed.
    if (person?.passwordHash !== hashes.before) return fail("stale");
    const sessionVersion = await changePerson(tx, actor.id, { passwordHash: hashes.after, mustChangePassword: false });
    await endSessions(tx, actor.id, actor.id, now);
    return ok<PersonChanged>({ personId: actor.id, sessionVersion });
  },
});

/**
 * A new first password for someone who forgot theirs; told once, to the admin who asked, so that the person must choose
 * another at their next sign-in. All their sessions end.
 */
export const resetPassword = command({
  name: "person.reset_password",
  permission: "people.manage",
  input: ChangePerson,
  subject: ({ personId }) => ({ kind: "person", id: personId }),
  async prepare() {
    const password = firstPassword();
    return ok({ password, passwordHash: await hashPassword(password) });
  },
  async run({ tx, actor, now }, { personId, sessionVersion }, made: { password: string; passwordHash: string }) {
    const { person } = await lockWithAdmins(tx, personId);
    if (!person) return fail("not_found", "person_not_found");
    if (person.id === actor.id) return fail("refused", "own_account");
    if (person.sessionVersion !== sessionVersion) return fail("stale");
    const [row] = await tx.select({ isDemo: people.isDemo }).from(people).where(eq(people.id, personId));
    if (row?.isDemo) return fail("refused", "demo_password");
    const version = await changePerson(tx, personId, { passwordHash: made.passwordHash, mustChangePassword: true });
    await endSessions(tx, personId, actor.id, now);
    return ok<PasswordReset>({ personId, sessionVersion: version, password: made.password });
  },
});
