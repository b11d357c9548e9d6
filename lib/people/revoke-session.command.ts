import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sessions } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok, type Result } from "@/lib/platform/result";
import { ChangePerson, type PersonChanged, RevokeSession, type SessionRevoked } from "./contract";
import { changePerson, endSessions, lockWithAdmins } from "./store";

async function end(tx: Tx, sessionId: string, by: string | undefined, now: Date): Promise<Result<SessionRevoked>> {
  const [ended] = await tx
    .update(sessions)
    .set({ revokedAt: now, revokedBy: by ?? null })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)))
    .returning({ sessionId: sessions.id, personId: sessions.personId });
  if (ended) return ok(ended);
  const [known] = await tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, sessionId));
  return known ? fail("stale", "session_over") : fail("not_found", "session_not_found");
}

const subject = ({ sessionId }: { sessionId: string }, value?: SessionRevoked) => ({
  kind: "session",
  id: sessionId,
  detail: value ? { personId: value.personId } : {},
});

/** Ends one session of anybody: a lost laptop, a shared screen. */
export const revokeSession = command({
  name: "session.revoke",
  permission: "people.manage",
  input: RevokeSession,
  subject,
  run: ({ tx, actor, now }, { sessionId }) => end(tx, sessionId, actor.id, now),
});

/** Ends one of one's own sessions; another person's is not found. */
export const endOwnSession = command({
  name: "session.end_own",
  permission: "self.change",
  input: RevokeSession,
  subject,
  async run({ tx, actor, now }, { sessionId }) {
    const [own] = await tx.select({ personId: sessions.personId }).from(sessions).where(eq(sessions.id, sessionId));
    if (!own || own.personId !== actor.id) return fail("not_found", "session_not_found");
    return end(tx, sessionId, actor.id, now);
  },
});

/** Ends everything a person has open, also cookies whose session is not in the list. */
export const revokeAllSessions = command({
  name: "session.revoke_all",
  permission: "people.manage",
  input: ChangePerson,
  subject: ({ personId }) => ({ kind: "person", id: personId }),
  async run({ tx, actor, now }, { personId, sessionVersion }) {
    const { person } = await lockWithAdmins(tx, personId);
    if (!person) return fail("not_found", "person_not_found");
    if (person.sessionVersion !== sessionVersion) return fail("stale");
    await endSessions(tx, personId, actor.id, now);
    return ok<PersonChanged>({ personId, sessionVersion: await changePerson(tx, personId, {}) });
  },
});
