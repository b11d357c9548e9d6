import type { CaseContext } from "./case-context.rules";
import { hasFinding, type OfferContext, type OfferedSet } from "./offers.rules";
import type { Said } from "./recommend.contract";
import type { Action } from "./sanctions.contract";
import { list, say } from "./sentences.rules";

/** Why an action of the platform's list may not be chosen now: the first reason that holds, the most basic first. */
export function whyNotOffered(
  offer: OfferContext,
  action: Action,
  sets: readonly OfferedSet[],
  rows: readonly number[],
): Said {
  return (
    ownLimit(
      offer.context,
      action,
      offer.standing.flatMap(({ version }) => version?.id ?? []),
    ) ??
    tableReason(offer, action, rows) ??
    setReason(offer, action, sets) ??
    say("notOffered.otherClause")
  );
}

function ownLimit(context: CaseContext, action: Action, versions: string[]): Said | null {
  if (!action.penalty) return say("notOffered.management");
  if (action.versions && !versions.some((version) => action.versions?.includes(version))) {
    return say("notOffered.otherVersion", { versions: list(action.versions), version: list(versions) });
  }
  if (action.roles && !action.roles.includes(context.role))
    return say("notOffered.otherRole", { roles: list(action.roles) });
  if (action.jurisdictions && !action.jurisdictions.includes(context.country ?? "")) {
    return say("notOffered.otherCountry", { countries: list(action.jurisdictions) });
  }
  return null;
}

/** An action that another step of the same row gives, or that only ever follows from one of the row's actions. */
function tableReason({ context, tallies }: OfferContext, action: Action, rows: readonly number[]): Said | null {
  const { table, actions } = context.pack.sanctions;
  if (!table || rows.length === 0) return null;
  if (actions.some((other) => other.triggers.includes(action.id))) return say("notOffered.consequence");
  for (const step of table.steps) {
    const given = table.rows.some(
      (row) => rows.includes(row.item) && row.cells[context.role]?.[step.id]?.includes(action.id),
    );
    if (!given) continue;
    const tally = step.counter ? tallies.get(step.counter) : undefined;
    if (tally && tally.count < tally.threshold) return say("notOffered.needsCount", { threshold: tally.threshold });
    return say("notOffered.otherStep", { step: step.label, stepId: step.id });
  }
  return say("notOffered.otherRow");
}

function setReason(offer: OfferContext, action: Action, sets: readonly OfferedSet[]): Said | null {
  const { context, standing, tallies } = offer;
  const closed = sets.find((offered) => offered.closed && offered.set.actions.includes(action.id))?.set.requires;
  const tally = closed?.counter ? tallies.get(closed.counter) : undefined;
  if (closed && closed.anyOf.length > 0) return say("notOffered.needsFinding", { findings: list(closed.anyOf) });
  if (tally) return say("notOffered.needsCount", { threshold: tally.threshold });
  const offered = sets.some(({ set }) => set.actions.includes(action.id));
  if (offered && !hasFinding(context, action.requires?.anyOf ?? null)) {
    return say("notOffered.needsFinding", { findings: list(action.requires?.anyOf ?? []) });
  }
  const exclusive = sets.find(({ set }) => set.exclusive);
  const documents = standing.map(({ clause }) => clause.document);
  const ofDocument = context.pack.sanctions.sets.some(
    (set) =>
      set.actions.includes(action.id) &&
      set.covers.documents.some((document) => documents.includes(document)) &&
      set.covers.clauses.length === 0,
  );
  if (exclusive && ofDocument) return say("notOffered.exclusive", { ref: exclusive.set.ref ?? exclusive.set.id });
  if (action.onlyFor) return say("notOffered.onlyFor", { clauses: list(action.onlyFor) });
  if (context.pack.sanctions.actions.some((other) => other.triggers.includes(action.id)))
    return say("notOffered.consequence");
  return null;
}
