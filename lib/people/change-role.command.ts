import "server-only";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { ChangeRole, type RightsChanged } from "./contract";
import { refusalToChangeRole } from "./rules";
import { changePerson, endConsents, endSessions, lockWithAdmins } from "./store";

/**
 * Another role from this moment on: every session of the person ends, and every program stops acting for them, because
 * both were begun by someone with other rights.
 */
export const changeRole = command({
  name: "person.change_role",
  permission: "people.manage",
  input: ChangeRole,
  subject: ({ personId, role }, value?: RightsChanged) => ({
    kind: "person",
    id: personId,
    detail: { role, ...(value ? { programsStopped: value.programsStopped } : {}) },
  }),
  async run({ tx, actor, now }, { personId, sessionVersion, role }) {
    const programsStopped = await endConsents(tx, personId, now);
    const { person, everyone } = await lockWithAdmins(tx, personId);
    if (!person) return fail("not_found", "person_not_found");
    if (person.sessionVersion !== sessionVersion) return fail("stale");
    const refusal = refusalToChangeRole(actor.id, { person, role }, everyone);
    if (refusal) return fail("refused", refusal);
    const version = await changePerson(tx, personId, { role });
    await endSessions(tx, personId, actor.id, now);
    return ok<RightsChanged>({ personId, sessionVersion: version, programsStopped });
  },
});
