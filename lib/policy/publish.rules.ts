import { addDays } from "@/lib/platform/time.rules";
import type { PolicyPack } from "./contract";
import { rulesKey } from "./fingerprint.rules";
import type { VersionFile } from "./import/version.contract";
import type { PolicyVersion } from "./pack.contract";

/** The pack with the version of the file as its newest one: what is in the pack keeps every rule; the version before it ends. */
export function withVersion(base: PolicyPack, file: VersionFile): PolicyPack {
  const { version } = file;
  const { id } = version;
  const earlier = base.versions.map((one) => one.id);
  return {
    ...base,
    name: file.name,
    revision: base.revision + 1,
    documents: replaced(base.documents, file.documents, (document) => document.id),
    versions: [...base.versions.map((one) => ended(one, version)), version],
    scope: replaced(base.scope, file.scope, ({ ref }) => ref),
    // First: who looks a reference up without a version finds the newest edition.
    clauses: [...file.clauses.map((clause) => ({ ...clause, versions: [id] })), ...base.clauses],
    procedures: replaced(base.procedures, file.procedures, ({ ref }) => ref),
    readings: replaced(base.readings, file.readings, (reading) => reading.id),
    sanctions: sanctionsWith(base.sanctions, file.sanctions, { id, earlier }),
  };
}

/** The version that the new one follows in its documents ends on the day before; one that has an end keeps it. */
function ended(one: PolicyVersion, next: PolicyVersion): PolicyVersion {
  const isFollowed = one.documents.some((document) => next.documents.includes(document)) && one.effectiveTo === null;
  return isFollowed && next.effectiveFrom !== null ? { ...one, effectiveTo: addDays(next.effectiveFrom, -1) } : one;
}

function replaced<Item>(old: readonly Item[], given: readonly Item[], nameOf: (item: Item) => string): Item[] {
  const news = new Map(given.map((item) => [nameOf(item), item]));
  const known = new Set(old.map(nameOf));
  return [...old.map((item) => news.get(nameOf(item)) ?? item), ...given.filter((item) => !known.has(nameOf(item)))];
}

type Sanctions = PolicyPack["sanctions"];
type Ids = { id: string; earlier: readonly string[] };

function sanctionsWith(base: Sanctions, file: Sanctions, ids: Ids): Sanctions {
  const { basis, durationsStated, pointsStated } = file;
  const isOther =
    basis !== base.basis || durationsStated !== base.durationsStated || pointsStated !== base.pointsStated;
  const own = { basis, durationsStated, pointsStated };
  return {
    ...base,
    ofVersions: isOther ? { ...base.ofVersions, [ids.id]: own } : base.ofVersions,
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
    return twin && !versions.includes(id) ? among(twin, [...versions, id]) : among(item, versions);
  });
  const known = new Set(base.map(rulesKey));
  const fresh = file.filter((item) => !known.has(rulesKey(item)));
  return [...fresh.map((item) => among(item, [id])), ...kept];
}

function tableWith(base: Sanctions["table"], file: Sanctions["table"], { id, earlier }: Ids): Sanctions["table"] {
  if (file === null) return base;
  const own = <Item>(items: readonly Item[]) => items.map((item) => ({ ...item, versions: [id] }));
  return {
    title: file.title,
    document: file.document,
    steps: [
      ...own(file.steps),
      ...(base?.steps ?? []).map((step) => ({ ...step, versions: step.versions ?? [...earlier] })),
    ],
    rows: [...own(file.rows), ...(base?.rows ?? [])],
  };
}
