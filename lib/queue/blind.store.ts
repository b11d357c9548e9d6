import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { type Failure, fail } from "@/lib/platform/result";
import { readRows } from "@/lib/platform/rows";

/** The appeals this person has taken and has not looked at yet, with the decision each contests. */
const heldBlind = (personId: string): SQL =>
  sql`appeals held join decisions contested on contested.id = held.decision_id
    where held.assigned_to = ${personId} and held.state = 'assigned'
      and not exists (select 1 from appeal_first_looks look join appeals beside on beside.id = look.appeal_id
        where beside.decision_id = held.decision_id and look.by = ${personId})`;

/** Who answers appeals, and so may look at one blind. */
export const answersAppeals = (actor: Actor): actor is Actor & { id: string } =>
  actor.kind === "person" && can(actor, "appeal.decide");

/**
 * The cases that this reader may be given: none that tells what an appeal is about which they have taken and not looked at
 * (issue 5, the first look), which is the contested one and every one of the same account, whose history stands beside it.
 * Undefined for who answers no appeals: all. Of the row of `cases` that the query is about, by that name.
 */
export function notBlindTo(actor: Actor): SQL | undefined {
  if (!answersAppeals(actor)) return undefined;
  return sql`not exists (select 1 from ${heldBlind(actor.id)}
    and (contested.case_id = cases.id or contested.account_id = cases.account_id))`;
}

const Held = z.object({ reference: z.string(), id: z.string() });

/**
 * Why this case, and what stands with its account, is closed to this person now: `appeal_blind_first` with `appeal`, the
 * reference, and `appealId`; or null. `id` is null where only an account is asked about.
 */
export async function blindFailure(
  db: Db | Tx,
  row: { id: string | null; accountId: string | null },
  actor: Actor,
): Promise<Failure | null> {
  if (!answersAppeals(actor)) return null;
  const answer = await db.execute(sql`select held.reference, held.id from ${heldBlind(actor.id)}
    and (contested.case_id = ${row.id} or contested.account_id = ${row.accountId}) order by held.id limit 1`);
  const [held] = readRows(answer, Held);
  return held ? fail("refused", "appeal_blind_first", { values: { appeal: held.reference, appealId: held.id } }) : null;
}

const HeldCase = z.object({ id: z.string() });

/** The cases whose decision this person looks at blind: what was decided there is in no list of theirs. */
export async function casesHeldBlind(db: Db | Tx, actor: Actor): Promise<Set<string>> {
  if (!answersAppeals(actor)) return new Set();
  const answer = await db.execute(sql`select contested.case_id as id from ${heldBlind(actor.id)}`);
  return new Set(readRows(answer, HeldCase).map(({ id }) => id));
}
