import type { Cell, MeasureCount, NoticeRow, OrderRow, Place } from "./report.contract";
import { measureContext, noticeContext, orderContext } from "./report-context.rules";
import { notSpecifiedNotice, notSpecifiedOrder, otherTerms, placeOf, type Row, rowsOf } from "./report-places.rules";
import { applies, states, type Tier } from "./report-scopes.rules";
import { type Counted, type Made, type MadeSheet, sheetOf } from "./report-sheets.rules";
import { template } from "./report-template.generated";

export type Heading = { service: string; period: string };

const of = (suffixes: string) => suffixes.split(" ");
/** The columns of restrictions, in the template's order, each with the values of the Transparency Database that it counts. */
export const restrictionColumns: readonly (readonly string[])[] = [
  ...of("REMOVED DISABLED DEMOTED AGE_RESTRICTED INTERACTION_RESTRICTED LABELLED").map((name) => [
    `DECISION_VISIBILITY_CONTENT_${name}`,
  ]),
  ["DECISION_VISIBILITY_OTHER"],
  ...of("SUSPENSION TERMINATION OTHER").map((name) => [`DECISION_MONETARY_${name}`]),
  ["DECISION_PROVISION_PARTIAL_SUSPENSION", "DECISION_PROVISION_TOTAL_SUSPENSION"],
  ["DECISION_PROVISION_PARTIAL_TERMINATION", "DECISION_PROVISION_TOTAL_TERMINATION"],
  ["DECISION_ACCOUNT_SUSPENDED"],
  ["DECISION_ACCOUNT_TERMINATED"],
];

/** How many measures these groups are, with the groups behind the number. */
export const measured = (groups: readonly MeasureCount[]): Counted => ({
  value: sum(groups),
  source: { of: "measures", groups },
});
const sum = (counts: readonly MeasureCount[]) => counts.reduce((total, { count }) => total + count, 0);
const label = ({ category, keyword }: Place) => keyword ?? category ?? "TOTAL";
const isIn = (row: Row, place: Place | null) =>
  row.label === "TOTAL" ||
  (place !== null &&
    place.category === row.category &&
    (row.label === "category" || (place.keyword === row.keyword && place.description === row.description)));

/**
 * Sheets 5 and 6: measures on the provider's own initiative. `values` are the restrictions that the service knows: a
 * column of others is blank, for it does not apply. `unplaced` are counted in the total alone.
 */
export function ownInitiative(
  heading: Heading,
  { measures, values, isIllegal }: { measures: readonly MeasureCount[]; values: readonly string[]; isIllegal: boolean },
): { made: MadeSheet; unplaced: number } {
  const extra = isIllegal ? null : otherTerms;
  const placed = measures
    .filter((one) => one.isOwn && !one.isComplaint && one.isIllegal === isIllegal)
    .map((group) => ({ group, place: placeOf(group, extra) }));
  const known = new Set([...values, ...placed.map(({ group }) => group.value)]);
  const columns = restrictionColumns.map((those) => (those.some((value) => known.has(value)) ? those : null));
  const unplaced = sum(placed.filter(({ place }) => place === null).map(({ group }) => group));
  const rows = rowsOf(
    extra,
    placed.flatMap(({ place }) => place ?? []),
  ).map((row): Made[] => {
    const here = placed.filter(({ place }) => isIn(row, place)).map(({ group }) => group);
    return [
      "All",
      heading.service,
      heading.period,
      label(row),
      row.description,
      measured(here),
      measured(here.filter(({ isSolelyDetected }) => isSolelyDetected)),
      ...columns.map((those) => those && measured(here.filter(({ value }) => those.includes(value)))),
      ...(row.label === "TOTAL" ? measureWords(isIllegal, unplaced) : []),
    ];
  });
  return { made: sheetOf(isIllegal ? 5 : 6, rows), unplaced };
}

function measureWords(isIllegal: boolean, unplaced: number): string[] {
  const words = [
    measureContext.measures,
    ...(isIllegal ? [] : [measureContext.terms]),
    ...(unplaced > 0 ? [measureContext.uncategorised(unplaced)] : []),
  ];
  return [words.join(" "), measureContext.detected];
}

const same = (row: Row, place: Place) =>
  place.category === row.category && place.keyword === row.keyword && place.description === row.description;

/**
 * Sheet 4: notices under Article 16, and what was done on them. Medians over nothing are blank, numbers are 0. Trusted
 * flaggers are those of online platforms (Art. 22): for a provider that only hosts, their columns do not apply and are blank.
 */
export function notices(heading: Heading, counted: readonly NoticeRow[], tier: Tier): MadeSheet {
  const hasFlaggers = applies("Only for providers of online platforms", tier);
  const ofFlaggers = (cells: readonly Made[]) => cells.map((cell, at) => (at % 2 === 0 || hasFlaggers ? cell : null));
  const rows = rowsOf(
    notSpecifiedNotice,
    counted.filter(({ keyword }) => keyword !== null),
  ).map((row): Made[] => {
    const found = counted.find((one) => same(row, one));
    return [
      "Only for providers of hosting services, including online platforms",
      heading.service,
      heading.period,
      label(row),
      row.description,
      ...ofFlaggers(noticeCells(row, found)),
      ...(row.label === "TOTAL" ? ofFlaggers(noticeWords()) : []),
    ];
  });
  return sheetOf(4, rows);
}

function noticeCells(row: Row, found: NoticeRow | undefined): Counted[] {
  const of = (which: "notices" | "items" | "waited", value: Cell, isFlagged: boolean): Counted => ({
    value,
    source: { of: which, row, isFlagged },
  });
  const acted = (value: number | undefined, isFlagged: boolean, isLaw: boolean): Counted => ({
    value: value ?? 0,
    source: { of: "actions", row, isFlagged, isLaw },
  });
  return [
    of("notices", found?.notices ?? 0, false),
    of("notices", found?.flagged ?? 0, true),
    of("items", found?.items ?? 0, false),
    of("items", found?.flaggedItems ?? 0, true),
    of("waited", found?.hours ?? null, false),
    of("waited", found?.flaggedHours ?? null, true),
    acted(found?.law, false, true),
    acted(found?.flaggedLaw, true, true),
    acted(found?.terms, false, false),
    acted(found?.flaggedTerms, true, false),
  ];
}

function noticeWords(): string[] {
  const { notices: all, flagged, items, hours, actions, terms } = noticeContext;
  return [all, flagged, items, items, hours, hours, actions, actions, `${terms} ${actions}`, `${terms} ${actions}`];
}

/** Sheet 3: orders of authorities, in total and for each state that ordered. */
export function orders(heading: Heading, counted: readonly OrderRow[]): MadeSheet {
  const ordering = [...new Set(counted.flatMap(({ state }) => state ?? []))].sort(
    (a, b) => place(a) - place(b) || a.localeCompare(b),
  );
  const rows = [null, ...ordering].flatMap((state) => {
    const here = counted.filter((one) => one.state === state);
    const described = here.filter(({ keyword }) => keyword !== null);
    return rowsOf(notSpecifiedOrder, described).map((row): Made[] => {
      const found = here.find((one) => same(row, one));
      return [
        "All",
        heading.service,
        heading.period,
        label(row),
        row.description,
        state ?? "TOTAL",
        ...orderCells(row, state, found),
        ...(row.label === "TOTAL" && state === null ? orderWords() : []),
      ];
    });
  });
  return sheetOf(3, rows);
}

function orderCells(row: Row, state: string | null, found: OrderRow | undefined): Counted[] {
  type Kind = "act" | "information";
  const of = (kind: Kind, counts: "orders" | "items" | "receipt" | "effect", value: Cell): Counted => ({
    value,
    source: { of: "orders", row, state, kind, counts },
  });
  return [
    of("act", "orders", found?.act ?? 0),
    of("act", "items", found?.items ?? 0),
    of("act", "receipt", found?.actReceipt ?? null),
    of("act", "effect", found?.actEffect ?? null),
    of("information", "orders", found?.information ?? 0),
    of("information", "receipt", found?.informationReceipt ?? null),
    of("information", "effect", found?.informationEffect ?? null),
  ];
}

/** Where a state stands in the template's order; one outside the Union comes last. */
function place(state: string): number {
  const at = states.indexOf(state);
  return at < 0 ? states.length : at;
}

function orderWords(): string[] {
  const { act, items, receipt, effect, information } = orderContext;
  return [act, items, receipt, effect, information, receipt, effect];
}

/** Sheet 2: the list of categories, constant; beside each, the rules of this service that are sorted there. */
export function categories(rules: readonly (Place & { refs: string[] })[]): MadeSheet {
  const sorted = rules.map((rule) => ({ ...placeOf(rule, otherTerms), refs: rule.refs }));
  const refsAt = (category: string, keyword: string | null) => {
    const refs = sorted
      .filter((rule) => rule.category === category && (keyword === null || rule.keyword === keyword))
      .flatMap((rule) => rule.refs);
    return refs.length > 0 ? `Rules of this service: ${[...new Set(refs)].join(", ")}` : null;
  };
  const rows: Cell[][] = [["TOTAL", "All the entries", "TOTAL", null]];
  for (const { key, label: name, description, keywords } of template.categories) {
    rows.push([name, description, key, refsAt(key, null)]);
    for (const keyword of keywords)
      rows.push([keyword.label, keyword.description, keyword.key, refsAt(key, keyword.key)]);
  }
  return sheetOf(2, rows);
}
