import "server-only";
import { and, asc, type Column, desc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { cases, sourceEnum } from "@/db/schema";
import { type Actor, platformLimits } from "@/lib/platform/permissions.rules";
import { isCleared, skillsOf } from "@/lib/platform/skills.rules";
import type { QueueRequest } from "./contract";
import type { QueueAxis } from "./cursor.rules";

export const personId = (actor: Actor) => (actor.kind === "person" ? actor.id : null);

// Literals, not parameters: the planner must see that they imply the partial indexes' own condition.
const undecided = sql`${cases.state} <> 'decided'`;
export const toDo = sql`${undecided} and ${cases.restingState} in ('open', 'reopened')`;

/**
 * What somebody holds, and what they let wait, escalated or referred that still rests there. Their few ids come first,
 * each from its own small index: a walk along the order of the whole queue would look for them among everybody's.
 */
function mine(person: string | null): SQL {
  return sql`${undecided} and ${cases.id} in (
    select id from cases where state = 'claimed' and claimed_by = ${person}
    union all
    select id from cases where state <> 'decided' and set_aside_by = ${person} and resting_state in ('waiting', 'escalated')
    union all
    select id from cases where state <> 'decided' and handed_to = ${person})`;
}

/** Which cases a view of the queue holds. A case that somebody holds stays in the view it rests in. */
export function viewOf(state: QueueRequest["state"], actor: Actor): SQL {
  switch (state) {
    case "open":
      return toDo;
    case "mine":
      return mine(personId(actor));
    case "waiting":
      return sql`${undecided} and ${cases.restingState} = 'waiting'`;
    case "escalated":
      return sql`${undecided} and ${cases.restingState} = 'escalated'`;
    case "reopened":
      return sql`${undecided} and ${cases.restingState} = 'reopened'`;
    case "decided":
      return sql`${cases.state} = 'decided'`;
    case "all":
      return undecided;
  }
}

export type QueueFilter = Pick<QueueRequest, "platform" | "language" | "source" | "group" | "tag">;

/** The condition on a row of `cases` that a queue's filter stands for; undefined where it narrows nothing. */
export function filterOf(filter: QueueFilter): SQL | undefined {
  return and(
    filter.platform ? eq(cases.platformId, filter.platform) : undefined,
    filter.language ? eq(cases.language, filter.language) : undefined,
    filter.source ? fromSource(filter.source) : undefined,
    filter.group ? eq(cases.clauseGroup, filter.group) : undefined,
    filter.tag
      ? sql`${cases.tags} @> ${JSON.stringify([filter.tag])}::jsonb and ${cases.tags} <> '[]'::jsonb`
      : undefined,
  );
}

/** Cases that are not hidden from this actor; a literal, so that the planner sees the partial indexes made for it. */
export function shownTo(actor: Actor): SQL | undefined {
  return isCleared(actor) ? undefined : sql`not ${cases.childSafety}`;
}

/** The same for what names a decision, where its case is not joined. */
export function decisionShownTo(actor: Actor, decisionId: Column): SQL | undefined {
  if (isCleared(actor)) return undefined;
  return sql`not exists (select 1 from decisions unseen join cases hidden on hidden.id = unseen.case_id
    where unseen.id = ${decisionId} and hidden.child_safety)`;
}

/**
 * What this actor is served: what is not hidden from them, on the platforms of their key, and by their skills. A case
 * that nothing was suggested for is of no group yet, and anybody's.
 */
export function servedTo(actor: Actor): SQL | undefined {
  const { languages, platforms, groups } = skillsOf(actor);
  return and(
    shownTo(actor),
    withinLimits(actor),
    oneOf(cases.language, languages),
    oneOf(cases.platformId, platforms),
    groups.length > 0 ? or(isNull(cases.clauseGroup), inArray(cases.clauseGroup, [...groups])) : undefined,
  );
}

/** One value walks that value's own index. */
function oneOf(column: typeof cases.language | typeof cases.platformId, values: readonly string[]): SQL | undefined {
  const [one, ...more] = values;
  if (one === undefined) return undefined;
  return more.length === 0 ? eq(column, one) : inArray(column, [...values]);
}

/** What a key is limited to, itself or for a person; one platform walks that platform's own index. */
function withinLimits(actor: Actor): SQL | undefined {
  const [one, ...more] = platformLimits(actor);
  if (one === undefined) return undefined;
  return more.length === 0 ? eq(cases.platformId, one) : inArray(cases.platformId, [one, ...more]);
}

/** An unknown source is an empty queue, not an error of the database. */
function fromSource(name: string): SQL {
  const source = sourceEnum.enumValues.find((known) => known === name);
  return source ? eq(cases.source, source) : sql`false`;
}

/** Ascending on every column but for decided cases; the id comes last, so no two rows are equal. */
export function orderOf(axis: QueueAxis): SQL[] {
  switch (axis) {
    case "risk":
      return [asc(cases.rank), asc(cases.openedAt), asc(cases.id)];
    case "age":
      return [asc(cases.openedAt), asc(cases.id)];
    case "deadline":
      return [asc(cases.dueAt), asc(cases.id)];
    case "decided":
      return [desc(cases.decidedAt), desc(cases.id)];
  }
}
