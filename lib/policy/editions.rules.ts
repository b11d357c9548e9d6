import type { PolicyPack, VersionOwn } from "./contract";
import { versionGoverning } from "./governing.rules";
import type { Clause } from "./pack.contract";

/**
 * A pack may hold one reference, measure, set, counter, row or step in several editions: the same name, other words, no
 * version in common. Newer editions stand first. Whoever asks what follows on a day needs one of each: `packOn`.
 */

type Narrowed = { hasEditions: boolean; byVersions: Map<string, PolicyPack> };
const narrowed = new WeakMap<PolicyPack, Narrowed>();

/** The pack as it governs content of `day`: each name once. Where no version of that day has it, its newest edition. */
export function packOn(pack: PolicyPack, day: string): PolicyPack {
  const known = narrowed.get(pack) ?? { hasEditions: hasEditions(pack), byVersions: new Map<string, PolicyPack>() };
  narrowed.set(pack, known);
  if (!known.hasEditions) return pack;
  const governing = new Set(pack.documents.flatMap(({ id }) => versionGoverning(pack, id, day)?.id ?? []));
  const key = [...governing].sort((a, b) => (a < b ? -1 : 1)).join("\n");
  const made = known.byVersions.get(key) ?? narrow(pack, governing);
  known.byVersions.set(key, made);
  return made;
}

/** The pack as one version has it, whatever the day; the pack itself where nothing has several editions. */
export function packIn(pack: PolicyPack, version: string): PolicyPack {
  const known = narrowed.get(pack) ?? { hasEditions: hasEditions(pack), byVersions: new Map<string, PolicyPack>() };
  narrowed.set(pack, known);
  if (!known.hasEditions) return pack;
  const made = known.byVersions.get(version) ?? narrow(pack, new Set([version]));
  known.byVersions.set(version, made);
  return made;
}

/** The clause of that reference as the version has it, else its newest edition; undefined: the pack has none. */
export function clauseIn(pack: PolicyPack, ref: string | null, version: string | null): Clause | undefined {
  const editions = pack.clauses.filter((clause) => clause.ref === ref);
  return editions.find(({ versions }) => version !== null && versions.includes(version)) ?? editions[0];
}

/** Versions that have a clause of this reference, in any edition. */
export function versionsHaving(pack: PolicyPack, ref: string): string[] {
  return pack.clauses.filter((clause) => clause.ref === ref).flatMap(({ versions }) => versions);
}

function hasEditions({ clauses, ofVersions = {}, sanctions: { actions, sets, table, counters } }: PolicyPack): boolean {
  if (Object.keys(ofVersions).length > 0) return true;
  const names = [
    clauses.map(({ ref }) => ref),
    actions.map(({ id }) => id),
    sets.map(({ id }) => id),
    counters.map(({ id }) => id),
    (table?.rows ?? []).map(({ item }) => item),
    (table?.steps ?? []).map(({ id }) => id),
  ];
  const hasOwnSteps = table?.steps.some(({ versions }) => versions !== null) ?? false;
  return hasOwnSteps || names.some((list) => new Set<string | number>(list).size < list.length);
}

function narrow(pack: PolicyPack, governing: ReadonlySet<string>): PolicyPack {
  const holds = (versions: readonly string[] | null) =>
    versions === null || versions.length === 0 || versions.some((id) => governing.has(id));
  const { actions, sets, table, counters } = pack.sanctions;
  const own = ownOfVersions(pack, governing);
  return {
    ...pack,
    ...own.parts,
    clauses: oneEach(
      pack.clauses,
      ({ ref }) => ref,
      ({ versions }) => holds(versions),
    ),
    sanctions: {
      ...pack.sanctions,
      actions: oneEach(
        actions,
        ({ id }) => id,
        ({ versions }) => holds(versions),
      ).map((action) => ({ ...action, ...own.remarks(({ actions: of }) => of?.[action.id]) })),
      sets: oneEach(
        sets,
        ({ id }) => id,
        ({ covers }) => holds(covers.versions),
      ).map((set) => ({ ...set, ...own.remarks(({ sets: of }) => of?.[set.id]) })),
      counters: oneEach(
        counters,
        ({ id }) => id,
        ({ versions }) => holds(versions),
      ),
      table: table && {
        ...table,
        title: own.remarks(({ tableTitle }) => tableTitle) ?? table.title,
        // Another version's column is none of this one's.
        steps: table.steps.filter(({ versions }) => holds(versions)),
        rows: oneEach(
          table.rows,
          ({ item }) => item,
          ({ versions }) => holds(versions),
        ),
      },
    },
  };
}

/** What the governing versions say otherwise than the pack; where all of them do, nothing of the pack is left in a list. */
function ownOfVersions(pack: PolicyPack, governing: ReadonlySet<string>) {
  const versions = pack.versions.filter(({ id }) => governing.has(id));
  const owns = versions.map(({ id }) => pack.ofVersions?.[id] ?? {});
  const said = owns.toReversed();
  const listed = <Item>(given: Item[], of: (own: VersionOwn) => Item[] | undefined, key: (item: Item) => string) => {
    const isLeft = owns.some((own) => of(own) === undefined) || owns.length === 0;
    const named = new Map((isLeft ? given : []).map((item) => [key(item), item]));
    for (const own of owns) for (const item of of(own) ?? []) named.set(key(item), item);
    return [...named.values()];
  };
  const documents = new Map(owns.flatMap((own) => (own.documents ?? []).map((document) => [document.id, document])));
  return {
    parts: {
      documents: pack.documents.map((document) => documents.get(document.id) ?? document),
      scope: listed(
        pack.scope,
        ({ scope }) => scope,
        ({ ref }) => ref,
      ),
      procedures: listed(
        pack.procedures,
        ({ procedures }) => procedures,
        ({ ref }) => ref,
      ),
      readings: listed(
        pack.readings,
        ({ readings }) => readings,
        ({ id }) => id,
      ),
    },
    remarks: <Remarks>(of: (own: VersionOwn) => Remarks | undefined) =>
      said.map(of).find((remarks) => remarks !== undefined),
  };
}

/** Of each name the first that governs, else the first; in the order of those chosen. */
function oneEach<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string | number,
  governs: (item: Item) => boolean,
): Item[] {
  const chosen = new Map<string | number, Item>();
  for (const item of items) {
    const before = chosen.get(nameOf(item));
    if (before === undefined || (!governs(before) && governs(item))) chosen.set(nameOf(item), item);
  }
  return items.filter((item) => chosen.get(nameOf(item)) === item);
}

/** The pack once for each of its versions, with that version's editions; the pack itself where nothing has several. */
export function packsByVersion(pack: PolicyPack): PolicyPack[] {
  return hasEditions(pack) ? pack.versions.map(({ id }) => narrow(pack, new Set([id]))) : [pack];
}
