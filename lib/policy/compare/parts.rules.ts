import type { VersionFile } from "../import/version.contract";
import type { Localised } from "../library.contract";
import { labelOf, localised, versionLabel } from "../library-words.rules";
import type { Action, Counter, PenaltyTable, SanctionSet } from "../sanctions.contract";
import type { Rename } from "./clauses.rules";
import type { CellChangeKind, Fact, FactChange, PartChange, PartName, TextChange } from "./contract";
import { sameFacts } from "./facts.rules";
import { against, type Measures, measuresOf } from "./graver.rules";
import { numbered } from "./numbered.rules";

/** A part as it is compared: what is said of it in words, and the rest as facts. */
type Part = {
  id: string;
  name: Localised;
  texts: Record<string, { en: string; hans?: string | null | undefined; hant?: string | null | undefined } | null>;
  facts: Record<string, Fact[]>;
  /** What it imposes, where it imposes anything. */
  imposes?: string[];
};

type Sides = { from: VersionFile; to: VersionFile };

/** Counters, columns, sets and measures, and what else a version holds; each by its id. */
export function partChanges({ from, to }: Sides, rename: Rename): PartChange[] {
  const measures = { earlier: measuresOf(from.sanctions.actions), later: measuresOf(to.sanctions.actions) };
  const same: Rename = (ref) => ref;
  const compared = <Of>(
    part: PartName,
    read: (file: VersionFile) => readonly Of[],
    as: (of: Of, side: Side) => Part,
  ) => {
    const sideOf = (file: VersionFile, names: Rename) => ({
      rename: names,
      labels: new Map(file.sanctions.actions.map((action) => [action.id, labelOf(action)])),
    });
    const [earlier, later] = [sideOf(from, rename), sideOf(to, same)];
    const before = read(from).map((of) => as(of, earlier));
    const after = read(to).map((of) => as(of, later));
    return changesBetween(part, { before, after, measures });
  };
  return [
    ...compared("counter", (file) => file.sanctions.counters, counterPart),
    ...compared("step", (file) => file.sanctions.table?.steps ?? [], stepPart),
    ...compared("set", (file) => file.sanctions.sets, setPart),
    ...compared("measure", (file) => file.sanctions.actions, measurePart),
    ...compared("document", (file) => file.documents, documentPart),
    ...compared("version", (file) => [file], versionPart),
    ...compared(
      "reading",
      (file) => file.readings,
      ({ id, about, issue, reading, zh }) => ({
        ...{ id, name: localised(about, zh?.about), facts: {} },
        texts: { issue: { en: issue, hans: zh?.issue }, reading: { en: reading, hans: zh?.reading } },
      }),
    ),
    ...compared(
      "procedure",
      (file) => [...file.scope, ...file.procedures],
      ({ ref, summary }) => ({
        ...{ id: ref, name: localised(ref), facts: {} },
        texts: { summary: { en: summary } },
      }),
    ),
  ];
}

type Side = { rename: Rename; labels: ReadonlyMap<string, Localised> };

/** A clause is shown as its own version calls it, and compared as the later one does. */
const clausesIn = ({ rename }: Side, refs: readonly string[]): Fact[] => refs.map((ref) => ({ ref, as: rename(ref) }));

const yes = (value: boolean): Fact[] => (value ? ["true"] : []);
const known = (value: string | number | null | undefined): Fact[] =>
  value === null || value === undefined ? [] : [String(value)];
const named = ({ labels }: Side, ids: readonly string[]): Fact[] => ids.map((id) => labels.get(id) ?? id);

function counterPart(counter: Counter, side: Side): Part {
  return {
    ...{ id: counter.id, name: localised(counter.id), texts: { rule: { en: counter.rule } } },
    facts: {
      threshold: [String(counter.threshold)],
      windowDays: known(counter.windowDays),
      includesCurrent: yes(counter.includesCurrent),
      rows: counter.items.map(String),
      clauses: clausesIn(side, counter.clauses),
    },
  };
}

function stepPart(step: PenaltyTable["steps"][number]): Part {
  return {
    ...{ id: step.id, name: localised(step.label), texts: { definition: step.definition } },
    facts: {
      label: [step.label],
      counter: known(step.counter),
      finding: known(step.finding),
      needsEvidence: yes(step.needsEvidence),
    },
  };
}

function setPart(set: SanctionSet, side: Side): Part {
  const { covers, requires } = set;
  return {
    ...{ id: set.id, name: localised(set.trigger, set.zh?.trigger), imposes: set.actions },
    texts: {
      trigger: { en: set.trigger, hans: set.zh?.trigger },
      legalBasis: set.legalBasis === null ? null : { en: set.legalBasis, hans: set.zh?.legalBasis },
    },
    facts: {
      actions: named(side, set.actions),
      mode: [set.mode],
      exclusive: yes(set.exclusive),
      priorsRepeat: yes(set.priorsRepeat),
      finding: requires?.anyOf ?? [],
      counter: known(requires?.counter),
      setRef: known(set.ref),
      documents: covers.documents,
      clauses: clausesIn(side, covers.clauses),
      roles: covers.roles,
      jurisdiction: covers.jurisdictions,
    },
  };
}

function measurePart(action: Action, side: Side): Part {
  return {
    ...{ id: action.id, name: labelOf(action), imposes: [action.id] },
    texts: { label: { en: action.label, hans: action.labelZh?.hans ?? action.zh, hant: action.labelZh?.hant } },
    facts: {
      durationDays: known(action.durationDays),
      termNotStated: yes(action.termNotStated),
      indefinite: yes(action.indefinite),
      permanent: yes(action.permanent),
      reEntryBarred: yes(action.reEntryBarred),
      points: known(action.points),
      perInfringement: yes(action.perInfringement),
      triggers: named(side, action.triggers),
      finding: action.requires?.anyOf ?? [],
      roles: action.roles ?? [],
      jurisdiction: action.jurisdictions ?? [],
      clauses: clausesIn(side, action.onlyFor ?? []),
      dsa: [...action.dsa, ...(action.dsaDepends ? ["depends"] : [])],
      needsStatement: [String(action.needsStatement)],
      target: [action.target],
      effect: [action.effect],
      penalty: yes(action.penalty),
      measureRef: known(action.ref),
      gravity: [String(action.editorial.gravity)],
    },
  };
}

function documentPart(document: VersionFile["documents"][number]): Part {
  const { id, title, titleZh, zh, appliesTo, prevailsOver, lastUpdated, partOf, source } = document;
  return {
    ...{ id, name: localised(title, titleZh?.hans ?? zh?.title, titleZh?.hant) },
    texts: {
      title: { en: title, hans: titleZh?.hans ?? zh?.title, hant: titleZh?.hant },
      appliesTo: { en: appliesTo, hans: zh?.appliesTo },
    },
    facts: { prevailsOver, lastUpdated: known(lastUpdated), partOf: known(partOf), source: known(source) },
  };
}

/** Its own dates are what makes it another version, and are told with its name. */
function versionPart({ version, zone, sanctions }: VersionFile): Part {
  return {
    ...{ id: "version", name: versionLabel(version) },
    texts: { textNote: version.textNote === null ? null : { en: version.textNote, hans: version.zh?.textNote } },
    facts: {
      roles: version.roles ?? [],
      documents: version.documents,
      textAvailable: yes(version.textAvailable),
      zone: [zone],
      durationsStated: yes(sanctions.durationsStated),
      pointsStated: yes(sanctions.pointsStated),
    },
  };
}

type Compared = {
  before: readonly Part[];
  after: readonly Part[];
  measures: { earlier: Measures; later: Measures };
};

function changesBetween(part: PartName, { before, after, measures }: Compared): PartChange[] {
  const [earlier, later] = [numbered(before, ({ id }) => id), numbered(after, ({ id }) => id)];
  return [...new Set([...later.keys(), ...earlier.keys()])].flatMap((id): PartChange[] => {
    const [one, other] = [earlier.get(id), later.get(id)];
    const name = (other ?? one)?.name ?? localised(id);
    if (!one || !other) return [{ part, id, name, kind: one ? "removed" : "added", texts: [], facts: [] }];
    const texts = textsBetween(one, other);
    const facts = factsBetween(one, other);
    if (texts.length === 0 && facts.length === 0) return [];
    return [{ part, id, name, kind: kindOf(one, other, measures), texts, facts }];
  });
}

function kindOf(one: Part, other: Part, measures: Compared["measures"]): CellChangeKind {
  if (!one.imposes || !other.imposes) return "other";
  const standing = against(one.imposes, other.imposes, measures);
  return standing === "same" ? "other" : standing;
}

function textsBetween(one: Part, other: Part): TextChange[] {
  const langs = { en: "en", hans: "zh-Hans", hant: "zh-Hant" } as const;
  return [...new Set([...Object.keys(one.texts), ...Object.keys(other.texts)])].flatMap((field) =>
    (["en", "hans", "hant"] as const).flatMap((key): TextChange[] => {
      const [before, after] = [one.texts[field]?.[key] ?? "", other.texts[field]?.[key] ?? ""];
      return before === after ? [] : [{ field, lang: langs[key], before, after }];
    }),
  );
}

function factsBetween(one: Part, other: Part): FactChange[] {
  return Object.keys(other.facts).flatMap((field) => {
    const [before, after] = [one.facts[field] ?? [], other.facts[field] ?? []];
    return sameFacts(before, after) ? [] : [{ field, before, after }];
  });
}
