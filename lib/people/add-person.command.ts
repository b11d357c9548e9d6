import "server-only";
import { people } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { hashPassword } from "@/lib/platform/sign-in";
import { AddPerson, type PersonAdded } from "./contract";
import { weaknessOfPassword } from "./rules";
import { firstPassword } from "./store";

/** A new person for the desk. An address belongs to one person, disabled or not (`email_taken`). */
export const addPerson = command({
  name: "person.add",
  permission: "people.manage",
  input: AddPerson,
  // The log keeps ids, never addresses or names.
  subject: (input, value?: PersonAdded) => ({
    kind: "person",
    id: value?.personId ?? "new",
    detail: { role: input.role },
  }),
  async prepare(_, { password: given, ...person }) {
    const weakness = given === undefined ? null : weaknessOfPassword(given, person);
    if (weakness) return fail("invalid", "invalid", { fields: [{ field: "password", reason: weakness }] });
    const password = given ?? firstPassword();
    return ok({ password, passwordHash: await hashPassword(password) });
  },
  async run({ tx, now }, { password: given, ...person }, made: { password: string; passwordHash: string }) {
    const { password, passwordHash } = made;
    // One that was made is told to whoever added them, so it is theirs for one sign-in; one that was given may be their own.
    const mustChangePassword = given === undefined;
    const [added] = await tx
      .insert(people)
      .values({ ...person, passwordHash, mustChangePassword, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: people.id });
    if (!added) return fail("conflict", "email_taken");
    return ok<PersonAdded>({ personId: added.id, password: given === undefined ? password : null });
  },
});
