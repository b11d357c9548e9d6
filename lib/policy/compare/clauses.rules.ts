import { summaryOf, titleOf } from "../library-words.rules";
import type { Clause } from "../pack.contract";
import {
  type ClauseChange,
  type ClauseChangeKind,
  type ClauseHead,
  clauseChangeKinds,
  type Fact,
  type FactChange,
  type TextChange,
} from "./contract";
import { sameFacts } from "./facts.rules";
import type { NewPlace } from "./order.rules";

/** A reference of the earlier version as the later one writes it; one that it no longer has stays as it is. */
export type Rename = (ref: string) => string;

/** What a changed field says of the clause. A field that is not here is ours or beside the rule. */
const kindOfField: Record<string, ClauseChangeKind> = {
  title: "reworded",
  refLocal: "reworded",
  summary: "reworded",
  original: "reworded",
  elements: "reworded",
  kind: "kind",
  enforceable: "kind",
  conditions: "conditions",
  needs: "conditions",
  exceptions: "exceptions",
  exceptionsFrom: "exceptions",
  jurisdiction: "jurisdiction",
  legalBasis: "jurisdiction",
  jurisdictionNote: "jurisdiction",
  roles: "reach",
  surfaces: "reach",
  suggestTo: "reach",
  rows: "rows",
  dsaCategory: "category",
  dsaCategoryAddition: "category",
  dsaKeywords: "category",
  ref: "moved",
  parent: "moved",
  order: "moved",
  document: "moved",
};

/** What changed of one clause, or null where nothing did. `place`: where it stands otherwise among those beside it. Line numbers of the source are no part of the rule. */
export function clauseChange(before: Clause, after: Clause, rename: Rename, place?: NewPlace): ClauseChange | null {
  const texts = textChanges(textsOf(before), textsOf(after));
  const facts = [
    ...factChanges(
      factsOf(before, rename),
      factsOf(after, (ref) => ref),
    ),
    ...(place ? [orderChange(place, rename)] : []),
  ];
  const kinds = new Set([...texts, ...facts].map(({ field }) => kindOfField[field] ?? "other"));
  if (kinds.size === 0) return null;
  return {
    kinds: clauseChangeKinds.filter((kind) => kinds.has(kind)),
    before: headOf(before),
    after: headOf(after),
    texts,
    facts,
  };
}

/** What it stood behind, and what it stands behind now; nothing: it is the first. */
function orderChange({ before, after }: NewPlace, rename: Rename): FactChange {
  const behind = (ref: string | null, as: Rename): Fact[] => (ref === null ? ["first"] : [{ ref, as: as(ref) }]);
  return { field: "order", before: behind(before, rename), after: behind(after, (ref) => ref) };
}

export function addedClause(clause: Clause): ClauseChange {
  return { kinds: ["added"], before: null, after: headOf(clause), texts: [], facts: [] };
}

export function retiredClause(clause: Clause): ClauseChange {
  return { kinds: ["retired"], before: headOf(clause), after: null, texts: [], facts: [] };
}

function headOf(clause: Clause): ClauseHead {
  const { ref, parent, document, kind, enforceable } = clause;
  return { ref, parent, document, kind, enforceable, title: titleOf(clause), summary: summaryOf(clause) };
}

type Texts = Map<string, { field: string; lang: string; text: string }>;

/** Every running text of the clause, by field and language. */
function textsOf(clause: Clause): Texts {
  const texts: Texts = new Map();
  const add = (field: string, lang: string, text: string | null | undefined) => {
    if (text) texts.set(`${field} ${lang}`, { field, lang, text });
  };
  const { titleZh, zh, original, exceptions, jurisdiction } = clause;
  add("title", "en", clause.title);
  add("title", "zh-Hans", titleZh?.hans ?? zh?.title);
  add("title", "zh-Hant", titleZh?.hant);
  add("refLocal", "zh-Hant", clause.refZh);
  add("summary", "en", clause.summary);
  add("summary", "zh-Hans", zh?.summary);
  add("original", original?.lang ?? "und", original?.text);
  for (const field of ["elements", "conditions"] as const) {
    add(field, "en", clause[field].join("\n"));
    add(field, "zh-Hans", zh?.[field].join("\n"));
  }
  add("exceptions", "en", lettered(exceptions));
  add(
    "exceptions",
    "zh-Hans",
    zh && lettered(exceptions.map((one, at) => ({ ...one, text: zh.exceptions[at] ?? "" }))),
  );
  add("warning", "en", clause.warning);
  add("warning", "zh-Hans", zh?.warning);
  add("note", "en", clause.note);
  add("note", "zh-Hans", zh?.note);
  add("legalBasis", "en", jurisdiction?.legalBasis);
  add("legalBasis", "zh-Hans", zh?.jurisdiction?.legalBasis);
  add("jurisdictionNote", "en", jurisdiction?.note);
  add("jurisdictionNote", "zh-Hans", zh?.jurisdiction?.note);
  add("section", "en", clause.source.section);
  add("section", "zh-Hans", zh?.section);
  return texts;
}

function lettered(exceptions: readonly { letter: string; text: string }[]): string {
  return exceptions
    .filter(({ text }) => text)
    .map(({ letter, text }) => `${letter}) ${text}`)
    .join("\n");
}

function textChanges(before: Texts, after: Texts): TextChange[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys]
    .sort((a, b) => (a < b ? -1 : 1))
    .flatMap((key): TextChange[] => {
      const [one, other] = [before.get(key), after.get(key)];
      const known = one ?? other;
      if (!known || one?.text === other?.text) return [];
      return [{ field: known.field, lang: known.lang, before: one?.text ?? "", after: other?.text ?? "" }];
    });
}

type Facts = Record<string, Fact[]>;

/** Everything that is no running text. */
function factsOf(clause: Clause, rename: Rename): Facts {
  const { appliesTo, editorial, needs, jurisdiction, exceptions } = clause;
  const refs = (list: readonly (string | null | undefined)[]) =>
    list.flatMap((ref): Fact[] => (ref ? [{ ref, as: rename(ref) }] : []));
  return {
    ref: [clause.ref],
    parent: refs([clause.parent]),
    document: [clause.document],
    kind: [clause.kind],
    enforceable: [String(clause.enforceable)],
    needs: [
      ...(needs.malice ? ["malice", ...refs([needs.malice.otherwise])] : []),
      ...(needs.repeats ? [`repeats ${needs.repeats.atLeast}`] : []),
      ...(needs.reporter?.relations ?? []),
    ],
    exceptionsFrom: refs([clause.exceptionsFrom]),
    printedLetters: exceptions.flatMap(({ letter, printed }) => (printed ? [letter] : [])),
    jurisdiction: jurisdiction ? (jurisdiction.limitedTo ?? ["placed"]) : [],
    roles: appliesTo.roles,
    surfaces: appliesTo.surfaces,
    suggestTo: appliesTo.suggestTo ?? [],
    rows: clause.rows.map(String),
    related: refs(clause.related),
    dsaCategory: editorial.dsaCategory ? [editorial.dsaCategory] : [],
    dsaCategoryAddition: editorial.dsaCategoryAddition,
    dsaKeywords: editorial.dsaKeywords,
    severity: editorial.severity ? [editorial.severity] : [],
    aim: [editorial.aim],
    remindOn: editorial.remindOn,
    keywords: [...editorial.keywords.en, ...editorial.keywords.zh, ...editorial.keywords.zhHant],
  };
}

function factChanges(before: Facts, after: Facts): FactChange[] {
  return Object.keys(after).flatMap((field) => {
    const [one, other] = [before[field] ?? [], after[field] ?? []];
    return sameFacts(one, other) ? [] : [{ field, before: one, after: other }];
  });
}
