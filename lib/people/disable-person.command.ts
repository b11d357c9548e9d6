import "server-only";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { ChangePerson, type PersonChanged, type RightsChanged } from "./contract";
import { refusalToDisable, refusalToEnable } from "./rules";
import { changePerson, endConsents, endSessions, lockWithAdmins } from "./store";

const subject = ({ personId }: { personId: string }) => ({ kind: "person", id: personId });

/** The person can no longer sign in; what they have open ends, and no program acts for them. Their decisions stay theirs: nobody is ever deleted. */
export const disablePerson = command({
  name: "person.disable",
  permission: "people.manage",
  input: ChangePerson,
  subject: (input, value?: RightsChanged) => ({
    ...subject(input),
    ...(value ? { detail: { programsStopped: value.programsStopped } } : {}),
  }),
  async run({ tx, actor, now }, { personId, sessionVersion }) {
    const programsStopped = await endConsents(tx, personId, now);
    const { person, everyone } = await lockWithAdmins(tx, personId);
    if (!person) return fail("not_found", "person_not_found");
    if (person.sessionVersion !== sessionVersion) return fail("stale");
    const refusal = refusalToDisable(actor.id, person, everyone);
    if (refusal) return fail("refused", refusal);
    const version = await changePerson(tx, personId, { disabledAt: now });
    await endSessions(tx, personId, actor.id, now);
    return ok<RightsChanged>({ personId, sessionVersion: version, programsStopped });
  },
});

/** The person may sign in again, with the password and the role they had. */
export const enablePerson = command({
  name: "person.enable",
  permission: "people.manage",
  input: ChangePerson,
  subject,
  async run({ tx }, { personId, sessionVersion }) {
    const { person } = await lockWithAdmins(tx, personId);
    if (!person) return fail("not_found", "person_not_found");
    if (person.sessionVersion !== sessionVersion) return fail("stale");
    const refusal = refusalToEnable(person);
    if (refusal) return fail("refused", refusal);
    return ok<PersonChanged>({ personId, sessionVersion: await changePerson(tx, personId, { disabledAt: null }) });
  },
});
