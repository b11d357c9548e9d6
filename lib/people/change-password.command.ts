import "server-only";
import { eq } from "drizzle-orm";
import { people } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { hashPassword, isPassword } from "@/lib/platform/sign-in";
import { ChangeOwnPassword, ChangePerson, type PasswordReset, type PersonChanged } from "./contract";
import { weaknessOfPassword } from "./rules";
import { changePerson, endSessions, firstPassword, lockWithAdmins } from "./store";

/** A new password of one's own. Every session ends, this one too: whoever knew the old password is out. */
export const changeOwnPassword = command({
  name: "person.change_password",
  permission: "self.change",
  input: ChangeOwnPassword,
  subject: () => ({ kind: "person", id: "self" }),
  async run({ tx, actor, now }, { current, next }) {
    if (actor.kind !== "person") return fail("forbidden");
    const { email, name, passwordHash, isDemo } = people;
    const [person] = await tx
      .select({ email, name, passwordHash, isDemo })
      .from(people)
      .where(eq(people.id, actor.id))
      .for("update");
    if (!person) return fail("not_found", "person_not_found");
    // The sign-in page of a demo shows its passwords; a changed one would lock the next visitor out.
    if (person.isDemo) return fail("refused", "demo_password");
    const wrong = (field: string, reason: string) => fail("invalid", "invalid", { fields: [{ field, reason }] });
    if (!(await isPassword(person.passwordHash, current))) return wrong("current", "password_wrong");
    const weakness = next === current ? "password_same" : weaknessOfPassword(next, person);
    if (weakness) return wrong("next", weakness);
    const sessionVersion = await changePerson(tx, actor.id, { passwordHash: await hashPassword(next) });
    await endSessions(tx, actor.id, actor.id, now);
    return ok<PersonChanged>({ personId: actor.id, sessionVersion });
  },
});

/** A new first password for someone who forgot theirs; told once, to the admin who asked. All sessions of the person end. */
export const resetPassword = command({
  name: "person.reset_password",
  permission: "people.manage",
  input: ChangePerson,
  subject: ({ personId }) => ({ kind: "person", id: personId }),
  async run({ tx, actor, now }, { personId, sessionVersion }) {
    const { person } = await lockWithAdmins(tx, personId);
    if (!person) return fail("not_found", "person_not_found");
    if (person.id === actor.id) return fail("refused", "own_account");
    if (person.sessionVersion !== sessionVersion) return fail("stale");
    const [row] = await tx.select({ isDemo: people.isDemo }).from(people).where(eq(people.id, personId));
    if (row?.isDemo) return fail("refused", "demo_password");
    const password = firstPassword();
    const version = await changePerson(tx, personId, { passwordHash: await hashPassword(password) });
    await endSessions(tx, personId, actor.id, now);
    return ok<PasswordReset>({ personId, sessionVersion: version, password });
  },
});
