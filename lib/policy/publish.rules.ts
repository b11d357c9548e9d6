import { addDays } from "@/lib/platform/time.rules";
import type { PolicyPack, VersionOwn } from "./contract";
import { rulesKey } from "./fingerprint.rules";
import type { VersionFile } from "./import/version.contract";
import { sortedText } from "./import/version-file.rules";
import type { PolicyVersion } from "./pack.contract";

/** The pack with the version of the file as its newest one: what is in the pack keeps every rule; the version before it ends. */
export function withVersion(base: PolicyPack, file: VersionFile): PolicyPack {
  const { version } = file;
  const { id } = version;
  const earlier = base.versions.map((one) => one.id);
  return {
    ...base,
    revision: base.revision + 1,
    // What an earlier version says stays as it was published: what this one says otherwise is kept as its own.
    ...withOwn(base, file),
    documents: [
      ...base.documents,
      ...file.documents.filter((document) => !base.documents.some((known) => known.id === document.id)),
    ],
    versions: [...base.versions.map((one) => ended(one, version)), version],
    // First: who looks a reference up without a version finds the newest edition.
    clauses: [...file.clauses.map((clause) => ({ ...clause, versions: [id] })), ...base.clauses],
    sanctions: sanctionsWith(base.sanctions, file.sanctions, { id, earlier }),
  };
}

/** The version that the new one follows in its documents ends on the day before; one that has an end keeps it. */
function ended(one: PolicyVersion, next: PolicyVersion): PolicyVersion {
  const isFollowed = one.documents.some((document) => next.documents.includes(document)) && one.effectiveTo === null;
  return isFollowed && next.effectiveFrom !== null ? { ...one, effectiveTo: addDays(next.effectiveFrom, -1) } : one;
}

function withOwn(base: PolicyPack, file: VersionFile): Pick<PolicyPack, "ofVersions"> {
  const own = ownOf(base, file);
  if (Object.keys(own).length === 0) return {};
  return { ofVersions: { ...base.ofVersions, [file.version.id]: own } };
}

/** What the file says otherwise than the pack as a whole would say for it. */
function ownOf(base: PolicyPack, file: VersionFile): VersionOwn {
  const own: VersionOwn = {};
  const documents = base.documents.filter(({ id }) => file.version.documents.includes(id));
  if (documents.length < file.documents.length || isOther(documents, file.documents)) own.documents = file.documents;
  if (isOther(base.name, file.name)) own.name = file.name;
  if (isOther(base.scope, file.scope)) own.scope = file.scope;
  if (isOther(base.procedures, file.procedures)) own.procedures = file.procedures;
  if (isOther(base.artefacts, file.artefacts)) own.artefacts = file.artefacts;
  if (isOther(base.readings, file.readings)) own.readings = file.readings;
  const { table, actions, sets } = file.sanctions;
  if (table && base.sanctions.table && table.title !== base.sanctions.table.title) own.tableTitle = table.title;
  const ofActions = remarksOf(base.sanctions.actions, actions, ({ zh, editorial }) => ({ zh, editorial }));
  const ofSets = remarksOf(base.sanctions.sets, sets, ({ zh }) => ({ zh }));
  if (Object.keys(ofActions).length > 0) own.actions = ofActions;
  if (Object.keys(ofSets).length > 0) own.sets = ofSets;
  return own;
}

const isOther = (known: unknown, given: unknown) => sortedText(known) !== sortedText(given);

/** Remarks on what rules the same as before and is remarked on otherwise. */
function remarksOf<Item extends { id: string }, Remarks>(
  base: readonly Item[],
  given: readonly Item[],
  remarks: (item: Item) => Remarks,
): Record<string, Remarks> {
  const known = new Map(base.map((item) => [rulesKey(item), item]));
  const others = given.filter((item) => {
    const twin = known.get(rulesKey(item));
    return twin !== undefined && isOther(remarks(twin), remarks(item));
  });
  return Object.fromEntries(others.map((item) => [item.id, remarks(item)]));
}

type Sanctions = PolicyPack["sanctions"];
type Ids = { id: string; earlier: readonly string[] };

function sanctionsWith(base: Sanctions, file: Sanctions, ids: Ids): Sanctions {
  const { basis, durationsStated, pointsStated } = file;
  const differs =
    basis !== base.basis || durationsStated !== base.durationsStated || pointsStated !== base.pointsStated;
  const own = { basis, durationsStated, pointsStated };
  return {
    ...base,
    ofVersions: differs ? { ...base.ofVersions, [ids.id]: own } : base.ofVersions,
    actions: editions(base.actions, file.actions, ids, {
      versionsOf: ({ versions }) => versions,
      among: (action, versions) => ({ ...action, versions }),
    }),
    sets: editions(base.sets, file.sets, ids, {
      versionsOf: ({ covers }) => (covers.versions.length === 0 ? null : covers.versions),
      among: (set, versions) => ({ ...set, covers: { ...set.covers, versions } }),
    }),
    // A violation counts under its own version's table: an earlier counter never goes on in a later one.
    counters: [...file.counters.map((counter) => ({ ...counter, versions: [ids.id] })), ...base.counters],
    table: tableWith(base.table, file.table, ids),
  };
}

type Spread<Item> = { versionsOf: (item: Item) => string[] | null; among: (item: Item, versions: string[]) => Item };

/** What says the same stays one, now of this version too; what says something else is a new edition; the rest stays with the earlier versions. */
function editions<Item extends { id: string }>(
  base: readonly Item[],
  file: readonly Item[],
  { id, earlier }: Ids,
  { versionsOf, among }: Spread<Item>,
): Item[] {
  const same = new Map(file.map((item) => [rulesKey(item), item]));
  const kept = base.map((item) => {
    const versions = versionsOf(item) ?? [...earlier];
    const twin = same.get(rulesKey(item));
    return twin && !versions.includes(id) ? among(item, [...versions, id]) : among(item, versions);
  });
  const known = new Set(base.map(rulesKey));
  const fresh = file.filter((item) => !known.has(rulesKey(item)));
  return [...fresh.map((item) => among(item, [id])), ...kept];
}

function tableWith(base: Sanctions["table"], file: Sanctions["table"], { id, earlier }: Ids): Sanctions["table"] {
  if (file === null) return base;
  const own = <Item>(items: readonly Item[]) => items.map((item) => ({ ...item, versions: [id] }));
  return {
    title: base?.title ?? file.title,
    document: file.document,
    steps: [
      ...own(file.steps),
      ...(base?.steps ?? []).map((step) => ({ ...step, versions: step.versions ?? [...earlier] })),
    ],
    rows: [...own(file.rows), ...(base?.rows ?? [])],
  };
}
