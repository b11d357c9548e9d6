import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { builtInPlatforms, readBuiltInPack } from "./built-in.store";
import { PolicyPack } from "./contract";
import { PolicyDocument } from "./pack.contract";
import { PackTranslation } from "./translation.contract";

const packs = builtInPlatforms.map(readBuiltInPack);
const clauses = packs.flatMap((pack) => pack.clauses);
const actions = packs.flatMap((pack) => pack.sanctions.actions);
const sets = packs.flatMap((pack) => pack.sanctions.sets);
const steps = packs.flatMap((pack) => pack.sanctions.table?.steps ?? []);
const documents = packs.flatMap((pack) => pack.documents);
const versions = packs.flatMap((pack) => pack.versions);
const readings = packs.flatMap((pack) => pack.readings);

type Pair = [english: string | null | undefined, chinese: string | null | undefined];
const lines = (english: readonly string[], chinese: readonly string[] = []) =>
  english.map((line, place): Pair => [line, chinese[place]]);

/** What people read of a pack, by its path there, each with its Chinese. */
const read: Record<string, Pair[]> = {
  "name.en": packs.map(({ name }) => [name.en, name.hans]),
  "documents[].title": documents.map(({ title, titleZh, zh }) => [title, titleZh?.hans ?? zh?.title]),
  "documents[].appliesTo": documents.map(({ appliesTo, zh }) => [appliesTo, zh?.appliesTo]),
  "documents[].partOf": documents.map(({ partOf, zh }) => [partOf, zh?.partOf]),
  "versions[].label": versions.map(({ label, zh }) => [label, zh?.label]),
  "versions[].textNote": versions.map(({ textNote, zh }) => [textNote, zh?.textNote]),
  "versions[].basis": versions.map(({ basis, zh }) => [basis, zh?.basis]),
  "versionChanges[].change": packs.flatMap((pack) => pack.versionChanges.map(({ change, zh }): Pair => [change, zh])),
  "clauses[].title": clauses.map(({ title, titleZh, zh }) => [title, titleZh?.hans ?? zh?.title]),
  "clauses[].summary": clauses.map(({ summary, zh }) => [summary, zh?.summary]),
  "clauses[].elements[]": clauses.flatMap(({ elements, zh }) => lines(elements, zh?.elements)),
  "clauses[].conditions[]": clauses.flatMap(({ conditions, zh }) => lines(conditions, zh?.conditions)),
  "clauses[].exceptions[].text": clauses.flatMap(({ exceptions, zh }) =>
    lines(
      exceptions.map(({ text }) => text),
      zh?.exceptions,
    ),
  ),
  "clauses[].note": clauses.map(({ note, zh }) => [note, zh?.note]),
  "clauses[].warning": clauses.map(({ warning, zh }) => [warning, zh?.warning]),
  "clauses[].source.section": clauses.map(({ source, zh }) => [source.section, zh?.section]),
  "clauses[].jurisdiction.note": clauses.map(({ jurisdiction, zh }) => [jurisdiction?.note, zh?.jurisdiction?.note]),
  "clauses[].jurisdiction.legalBasis": clauses.map(({ jurisdiction, zh }) => [
    jurisdiction?.legalBasis,
    zh?.jurisdiction?.legalBasis,
  ]),
  "sanctions.actions[].label": actions.map(({ label, labelZh, zh }) => [label, labelZh?.hans ?? zh]),
  "sanctions.sets[].trigger": sets.map(({ trigger, zh }) => [trigger, zh?.trigger]),
  "sanctions.sets[].legalBasis": sets.map(({ legalBasis, zh }) => [legalBasis, zh?.legalBasis]),
  "sanctions.table.steps[].definition.en": steps.map(({ definition }) => [definition?.en, definition?.hans]),
  "readings[].about": readings.map(({ about, zh }) => [about, zh?.about]),
  "readings[].issue": readings.map(({ issue, zh }) => [issue, zh?.issue]),
  "readings[].reading": readings.map(({ reading, zh }) => [reading, zh?.reading]),
};

/** Names, codes, days and what is Chinese already: nothing to translate. */
const codes = [
  /^(schema|platform|zone)$/,
  /\b(id|ref|refZh|parent|document|kind|exceptionsFrom|otherwise|from|to|letter)$/,
  /\b(lastUpdated|effectiveFrom|effectiveTo|announced)$/,
  /\b(hans|hant)$/,
  /\b(documents|versions|roles|surfaces|suggestTo|related|relations|limitedTo|jurisdictions|onlyFor|prevailsOver)\[\]$/,
  /\b(covers\.clauses|requires\.anyOf|actions|triggers|dsa)\[\]$/,
  /\b(target|effect|needsStatement|mode|requires\.counter|counter|finding)$/,
  /\beditorial\./,
  /\bcells\./,
];

/** Kept for whoever reads the file: no screen and no letter prints them. Who prints one moves it up, with its Chinese. */
const unprinted = [
  "scope[].summary",
  "procedures[].summary",
  "sanctions.basis",
  "sanctions.actions[].note",
  "sanctions.counters[].rule",
  "sanctions.table.title",
  // Said by what opens it: the ordinary case, a count, a finding (`useStepName`, engine-words.rules.ts).
  "sanctions.table.steps[].label",
];

/** The paths of all strings in a pack as it stands in its file, with places and names of roles left out. */
function pathsIn(value: unknown, path = ""): string[] {
  if (typeof value === "string") return [path];
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, `${path}[]`));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, field]) => pathsIn(field, path === "" ? key : `${path}.${key}`));
}

const fileOf = (name: string): unknown => JSON.parse(readFileSync(`db/packs/${name}.json`, "utf8"));

test("every string of a pack is known: read by people, a code, or printed nowhere", () => {
  const found = [...new Set(builtInPlatforms.flatMap((slug) => pathsIn(fileOf(slug))))];
  const known = new Set([...Object.keys(read), ...unprinted]);
  const unknown = found.filter(
    (path) => !known.has(path) && !path.startsWith("artefacts") && !codes.some((code) => code.test(path)),
  );
  expect(unknown).toEqual([]);
  expect([...known].filter((path) => !found.includes(path))).toEqual([]);
});

/** A place that is the same in every language: "AUP §2(a)", "CG/Other(d)". */
const isReference = (words: string) => /^(AUP §?[\d.]+(\([a-z]\))?(-\([a-z]\)|-[\d.]+)?|CG\/[\w.()]+)$/.test(words);

test.each(Object.entries(read))("no reader of the Chinese desk meets English for %s", (_path, pairs) => {
  const without = pairs.filter(
    ([english, chinese]) => english && !/\p{Script=Han}/u.test(chinese ?? "") && !isReference(chinese ?? ""),
  );
  expect(without).toEqual([]);
  expect(pairs.some(([english]) => english)).toBe(true);
});

test.each(builtInPlatforms)("%s: the translation is read whole, and translates nothing that is not there", (slug) => {
  const words = PackTranslation.parse(fileOf(`zh-Hans/${slug}`));
  const pack = readBuiltInPack(slug);
  expect(words.note).toContain("编辑性质");
  const named = (group: readonly { id: string }[]) => group.map(({ id }) => id);
  const extra = (group: keyof Omit<PackTranslation, "note">, ids: readonly string[]) =>
    Object.keys(words[group]).filter((id) => !ids.includes(id));
  expect([
    ...extra("documents", named(pack.documents)),
    ...extra("versions", named(pack.versions)),
    ...extra("versionChanges", named(pack.versions)),
    ...extra(
      "clauses",
      pack.clauses.map(({ ref }) => ref),
    ),
    ...extra("actions", named(pack.sanctions.actions)),
    ...extra("sets", named(pack.sanctions.sets)),
    ...extra("readings", named(pack.readings)),
  ]).toEqual([]);
  for (const [version, changes] of Object.entries(words.versionChanges))
    expect(changes).toHaveLength(pack.versionChanges.filter(({ to }) => to === version).length);
});

test("a pack that an earlier release stored is still read, with its title's translation", () => {
  const stored = { id: "CG", title: "Community Guidelines", zh: "社区准则" };
  expect(PolicyDocument.parse(stored).zh).toEqual({ title: "社区准则", appliesTo: null, partOf: null });
  expect(PolicyDocument.parse({ id: "CG", title: "Community Guidelines" }).zh).toBeNull();
  const pack = readBuiltInPack("wechat");
  const asStored: unknown = {
    ...pack,
    documents: pack.documents.map((document) => ({ ...document, zh: document.zh?.title ?? null })),
    versions: pack.versions.map(({ zh: _, ...version }) => version),
  };
  expect(PolicyPack.parse(asStored).versions.every(({ zh }) => zh === null)).toBe(true);
});
