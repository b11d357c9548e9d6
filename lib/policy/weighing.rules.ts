import { type Choice, isDuty, mildestChoice } from "./mildest.rules";
import { actionsOf, type Cell, cellsOf, type OfferContext, type OfferedSet } from "./offers.rules";
import type { Recommendation, Said } from "./recommend.contract";
import type { Action } from "./sanctions.contract";
import { list, say } from "./sentences.rules";

/** What may be chosen, what is recommended, and on what basis. */
export type Weighed = Pick<Recommendation, "basis" | "allowed" | "recommended" | "alternatives" | "step"> & {
  why: Said[];
  warnings: Said[];
};

/** Puts table cells, mandatory sets, rights and discretion together. The table and mandatory sets leave no choice. */
export function weigh(offer: OfferContext, sets: readonly OfferedSet[]): Weighed {
  const cells = cellsOf(offer);
  const mandatory = idsOf(sets, "mandatory");
  const rights = idsOf(sets, "recommended");
  const allowed = inPackOrder(offer, [
    ...cells.flatMap((cell) => cell.actions),
    ...mandatory,
    ...rights,
    ...idsOf(sets, "choice"),
  ]);
  if (cells.length > 1) return severalCells(offer, cells, mandatory, rights, allowed);
  if (cells.length === 0 && mandatory.length === 0) return byDiscretion(offer, sets, allowed, rights);
  const fixed = inPackOrder(offer, [...(cells[0]?.actions ?? []), ...mandatory]);
  const recommended = inPackOrder(offer, [...fixed, ...rights]);
  return {
    basis: "rule",
    allowed,
    recommended,
    alternatives: recommended.length > fixed.length ? [fixed] : [],
    step: cells[0]?.step ?? null,
    why: [...cellSentences(offer, cells), ...setSentences(sets)],
    warnings: [],
  };
}

/** An article stands for rows that differ, and no row is cited: the mildest of their cells is put first, the others stand open. */
function severalCells(
  offer: OfferContext,
  cells: Cell[],
  mandatory: string[],
  rights: string[],
  allowed: string[],
): Weighed {
  const sets = cells.map((cell) => inPackOrder(offer, [...cell.actions, ...mandatory, ...rights]));
  const cited = offer.standing.find(({ clause }) => clause.rows.length > 1)?.clause;
  return {
    basis: "discretion",
    allowed,
    recommended: sets[0] ?? null,
    alternatives: sets.slice(1),
    step: cells[0]?.step ?? null,
    why: cellSentences(offer, cells),
    warnings: [say("warning.severalRows", { clause: cited?.ref ?? "", rows: list(cited?.rows ?? []) })],
  };
}

function byDiscretion(offer: OfferContext, sets: readonly OfferedSet[], allowed: string[], rights: string[]): Weighed {
  const overridden = overriddenDocuments(offer);
  const pool = idsOf(
    sets.filter(({ judgement }) => !overridden.has(judgement.clause.document)),
    "choice",
  );
  const choice = mildestChoice(offer, sets, actionsOf(offer.context, inPackOrder(offer, pool)));
  const recommended = choice.recommended ? inPackOrder(offer, [...choice.recommended, ...rights]) : null;
  const why = recommended
    ? choiceSentences(offer, { ...choice, recommended }, overridden)
    : [say("why.nothingOffered")];
  return {
    basis: "discretion",
    allowed,
    recommended,
    alternatives: choice.alternatives,
    step: null,
    why: [...setSentences(sets), ...why],
    warnings: [],
  };
}

/** Cited documents over which another cited one prevails: the recommendation is not drawn from them. */
function overriddenDocuments({ context, standing }: OfferContext): Set<string> {
  const cited = new Set(standing.map(({ clause }) => clause.document));
  const prevailing = context.pack.documents.filter(({ id }) => cited.has(id));
  return new Set(prevailing.flatMap(({ prevailsOver }) => prevailsOver).filter((id) => cited.has(id)));
}

/** What stands behind a choice that the document leaves: which document prevails, what the law requires, what is ours. */
function choiceSentences(offer: OfferContext, choice: Choice, overridden: ReadonlySet<string>): Said[] {
  const chosen = actionsOf(offer.context, choice.recommended ?? []);
  const prevailing = offer.context.pack.documents.filter(({ prevailsOver }) =>
    prevailsOver.some((id) => overridden.has(id)),
  );
  const duties = chosen.filter((action) => isDuty(offer, action));
  return [
    ...prevailing.map(({ id }) => say("why.prevails", { document: id })),
    say("why.discretion", labels(chosen)),
    ...(duties.length > 0 ? [say("why.requiredByLaw", labels(duties))] : []),
    say("why.gradeIsOurs", { severity: choice.severity }),
  ];
}

function idsOf(sets: readonly OfferedSet[], mode: OfferedSet["set"]["mode"]): string[] {
  return sets.filter(({ set }) => set.mode === mode).flatMap(({ actions }) => actions.map(({ id }) => id));
}

function inPackOrder({ context }: OfferContext, ids: readonly string[]): string[] {
  return context.pack.sanctions.actions.filter(({ id }) => ids.includes(id)).map(({ id }) => id);
}

function labels(actions: readonly Action[]) {
  return { actions: list(actions.map(({ label }) => label)), actionIds: list(actions.map(({ id }) => id)) };
}

function cellSentences(offer: OfferContext, cells: readonly Cell[]): Said[] {
  const { context, standing } = offer;
  const rows = standing.filter(({ clause }) => clause.rows.length > 0);
  const graver = cells.length === 1 && rows.length > 1 ? [say("why.gravestRow", { row: cells[0]?.row ?? "" })] : [];
  const severe = cells.some(
    (cell) => context.pack.sanctions.table?.steps.find((step) => step.id === cell.step)?.finding,
  );
  const said = cells.map((cell) => {
    const step = context.pack.sanctions.table?.steps.find(({ id }) => id === cell.step);
    return say("why.cell", {
      row: cell.row,
      role: context.role,
      step: step?.label ?? cell.step,
      stepId: cell.step,
      ...labels(actionsOf(context, cell.actions)),
    });
  });
  return [...(severe ? [say("why.severe")] : []), ...graver, ...said];
}

function setSentences(sets: readonly OfferedSet[]): Said[] {
  return sets
    .filter(({ actions }) => actions.length > 0)
    .flatMap(({ set, judgement, actions }) => {
      const values = { ref: set.ref ?? set.id, clause: judgement.clause.ref, ...labels(actions) };
      if (set.exclusive) return [say("why.exclusive", values)];
      if (set.mode === "mandatory") return [say("why.mandatory", values)];
      return set.mode === "recommended" ? [say("why.right", values)] : [];
    });
}
