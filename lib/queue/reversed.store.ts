import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "@/lib/platform/permissions.rules";

/**
 * Whether an answer to a complaint, or a body outside, took a decision of this person on the content away and nobody else
 * has decided it since: then it is not theirs to decide, or a won appeal could be repeated away by whoever lost it
 * (Art. 20(4), (6)). An admin may let a named person past it for the next decision. Of the row of `cases` that the query is
 * about, by that name: its columns are written out, because a column of a lone table loses its table's name where it is
 * selected.
 */
export function wasReversedOf(personId: string): SQL<boolean> {
  return sql<boolean>`exists (select 1 from cases one join decisions fell on fell.case_id = one.id
    cross join lateral (
      select a.decided_at as at from appeals a where a.decision_id = fell.id
        and (a.outcome = 'reversed' or (a.outcome = 'partly_reversed' and a.change ->> 'decideAgain' = 'true'))
      union all
      select p.answered_at from disputes p where p.decision_id = fell.id and p.by = 'notifier' and p.answer in ('follow', 'partly')
      union all
      select r.created_at from remedies r join dispute_remedies dr on dr.remedy_id = r.id
        where r.decision_id = fell.id and fell.reversed_at is not null) away
    where not exists (select 1 from case_overrides allowed where allowed.case_id = cases.id
        and allowed.person_id = ${personId} and allowed.allowed_at >= away.at)
      and one.item_id = cases.item_id and fell.decided_by = ${personId} and fell.undone_at is null
      and not exists (select 1 from cases other join decisions since on since.case_id = other.id
        where other.item_id = cases.item_id and since.decided_at >= away.at and since.decided_by <> fell.decided_by
          and since.undone_at is null and since.outcome <> 'referred'))`;
}

/** The same of whoever looks at a case that is still to be decided: whether taking it is for somebody else. */
export function notTheirsAnew(actor: Actor): SQL<boolean> {
  return actor.kind === "person"
    ? sql<boolean>`cases.state <> 'decided' and ${wasReversedOf(actor.id)}`
    : sql<boolean>`false`;
}
