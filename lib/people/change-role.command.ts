import "server-only";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { ChangeRole, type PersonChanged } from "./contract";
import { refusalToChangeRole } from "./rules";
import { changePerson, endSessions, lockWithAdmins } from "./store";

/** Another role from this moment on: every session of the person ends, because it was opened by someone with other rights. */
export const changeRole = command({
  name: "person.change_role",
  permission: "people.manage",
  input: ChangeRole,
  subject: ({ personId, role }) => ({ kind: "person", id: personId, detail: { role } }),
  async run({ tx, actor, now }, { personId, sessionVersion, role }) {
    const { person, everyone } = await lockWithAdmins(tx, personId);
    if (!person) return fail("not_found", "person_not_found");
    if (person.sessionVersion !== sessionVersion) return fail("stale");
    const refusal = refusalToChangeRole(actor.id, { person, role }, everyone);
    if (refusal) return fail("refused", refusal);
    const version = await changePerson(tx, personId, { role });
    await endSessions(tx, personId, actor.id, now);
    return ok<PersonChanged>({ personId, sessionVersion: version });
  },
});
