import type { PolicyPack } from "./contract";
import type { PackTranslation } from "./translation.contract";

/** The pack with our Chinese beside its English, wherever the translation has words for it. */
export function translated(pack: PolicyPack, words: PackTranslation): PolicyPack {
  const { actions, sets } = pack.sanctions;
  return {
    ...pack,
    documents: pack.documents.map((document) => ({ ...document, zh: words.documents[document.id] ?? document.zh })),
    versions: pack.versions.map((version) => ({ ...version, zh: words.versions[version.id] ?? version.zh })),
    versionChanges: changesIn(pack, words),
    clauses: pack.clauses.map((clause) => ({ ...clause, zh: words.clauses[clause.ref] ?? clause.zh })),
    sanctions: {
      ...pack.sanctions,
      actions: actions.map((action) => ({ ...action, zh: words.actions[action.id] ?? action.zh })),
      sets: sets.map((set) => ({ ...set, zh: words.sets[set.id] ?? set.zh })),
    },
    readings: pack.readings.map((reading) => ({ ...reading, zh: words.readings[reading.id] ?? reading.zh })),
  };
}

/** A change has no name of its own: it is known by the version that brought it and its place among that version's. */
function changesIn(pack: PolicyPack, { versionChanges }: PackTranslation): PolicyPack["versionChanges"] {
  return pack.versionChanges.map((change) => {
    const place = pack.versionChanges.filter(({ to }) => to === change.to).indexOf(change);
    return { ...change, zh: versionChanges[change.to]?.[place] ?? change.zh };
  });
}
