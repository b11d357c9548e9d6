import "server-only";
import { and, eq, gt, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cases, goldenTurns, people } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { type Failure, fail } from "@/lib/platform/result";
import { skillColumns, skillsNow } from "@/lib/platform/skills.store";
import { type Candidate, type HandRefusal, mostHeld } from "./handing.rules";

/** The columns a candidate is made of. */
export const candidateColumns = {
  id: people.id,
  name: people.name,
  role: people.role,
  disabledAt: people.disabledAt,
  ...skillColumns,
};

type CandidateRow = Pick<typeof people.$inferSelect, "id" | "role" | "disabledAt" | "skills"> & {
  supervisorsCleared: boolean;
};

/** A person's row as the rules of handing and asking know it (handing.rules.ts), with the skills that hold now. */
export function candidateOf(row: CandidateRow): Candidate {
  return { id: row.id, role: row.role, isActive: row.disabledAt === null, skills: skillsNow(row) };
}

/** Somebody as they may be handed a case or asked about one now; locked, so that no clearance is taken from them meanwhile. */
export async function candidate(tx: Tx, id: string): Promise<Candidate | null> {
  const [row] = await tx.select(candidateColumns).from(people).where(eq(people.id, id)).for("share", { of: people });
  return row ? candidateOf(row) : null;
}

/** The failure `refused` for whom a case cannot be handed to or who cannot be asked, at the field `to`. */
export function notTo(reason: HandRefusal): Failure {
  return fail("refused", "refused", { fields: [{ field: "to", reason }] });
}

/** Null while this person may hold one case more; two requests of theirs at once are counted one after the other. */
export async function refusalToHold(tx: Tx, actor: Person, caseId: string, now: Date): Promise<Failure | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`hold ${actor.id}`}, 0))`);
  const held = await tx
    .select({ id: cases.id })
    .from(cases)
    .where(
      and(
        eq(cases.state, "claimed"),
        eq(cases.claimedBy, actor.id),
        gt(cases.heldUntil, now),
        gt(cases.leaseUntil, now),
        ne(cases.id, caseId),
      ),
    )
    .limit(mostHeld);
  const { id, personId, state, heldUntil, leaseUntil } = goldenTurns;
  // Whatever is on the desk in the place of a case counts like one, or the limit would tell which it is.
  const alike = await tx.$count(
    goldenTurns,
    and(eq(state, "claimed"), eq(personId, actor.id), gt(heldUntil, now), gt(leaseUntil, now), ne(id, caseId)),
  );
  return held.length + alike < mostHeld ? null : fail("refused", "hold_limit", { values: { count: mostHeld } });
}
