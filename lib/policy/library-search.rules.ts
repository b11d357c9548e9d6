import type { PolicyPack } from "./contract";
import { folded } from "./fold.rules";
import { versionGoverning } from "./governing.rules";
import type { ClauseHit } from "./library.contract";
import { documentOf, summaryOf, titleOf } from "./library-words.rules";
import type { Clause } from "./pack.contract";

type Indexed = {
  clause: Clause;
  ref: string;
  title: string;
  rest: string;
  keywords: { shown: string; folded: string }[];
};
const indexes = new WeakMap<PolicyPack, Indexed[]>();

/** What a lexicon calls the matter of each clause, by reference; folded, a term a line. */
export type LexiconWords = ReadonlyMap<string, string>;
const noWords: LexiconWords = new Map();

/** Folded once a pack. */
function indexOf(pack: PolicyPack): Indexed[] {
  const known = indexes.get(pack);
  if (known) return known;
  const join = (texts: readonly (string | null | undefined)[]) => folded(texts.filter(Boolean).join("\n"));
  const made = pack.clauses.map((clause) => {
    const { en, zh, zhHant } = clause.editorial.keywords;
    return {
      clause,
      ref: join([clause.ref, clause.refZh]),
      title: join([clause.title, clause.titleZh?.hans, clause.titleZh?.hant, clause.zh?.title]),
      rest: join([
        clause.summary,
        clause.zh?.summary,
        clause.original?.text,
        ...clause.elements,
        ...(clause.zh?.elements ?? []),
      ]),
      keywords: [...en, ...zh, ...zhHant].map((shown) => ({ shown, folded: folded(shown) })),
    };
  });
  indexes.set(pack, made);
  return made;
}

/**
 * Clauses of every kind and country in the versions that govern `day` (YYYY-MM-DD in the pack's zone) that hold every
 * word of `text`: by reference first, then by title, then anywhere, then our keywords, and last what the lexicon calls the
 * matter (`known`). Nothing for an empty text.
 */
export function clausesHolding(
  pack: PolicyPack,
  text: string,
  { day, known = noWords }: { day: string; known?: LexiconWords },
): { hit: ClauseHit; place: number }[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const governing = new Map(pack.documents.map(({ id }) => [id, versionGoverning(pack, id, day)]));
  return indexOf(pack)
    .flatMap((entry) => {
      const version = governing.get(entry.clause.document);
      if (!version?.textAvailable || !entry.clause.versions.includes(version.id)) return [];
      const place = placeOf(entry, words, known.get(entry.clause.ref) ?? "");
      return place === null ? [] : [{ hit: hitOf(pack, entry, version.id, words), place }];
    })
    .sort((a, b) => a.place - b.place);
}

/** How near the words are to the name of the clause, 0 nearest; null when one of them is nowhere. */
function placeOf({ ref, title, rest, keywords }: Indexed, words: readonly string[], lexicon: string): number | null {
  const joined = words.join(" ");
  if (ref.split("\n").includes(joined)) return 0;
  if (ref.includes(joined)) return 1;
  if (words.every((word) => title.includes(word))) return 2;
  if (words.every((word) => ref.includes(word) || title.includes(word) || rest.includes(word))) return 3;
  const tagged = (word: string) => keywords.some((keyword) => keyword.folded.includes(word));
  const isOurs = (word: string) => ref.includes(word) || title.includes(word) || rest.includes(word) || tagged(word);
  if (words.every(isOurs)) return 4;
  if (lexicon.includes(joined)) return 5;
  return words.every((word) => isOurs(word) || lexicon.includes(word)) ? 6 : null;
}

function hitOf(pack: PolicyPack, { clause, keywords }: Indexed, version: string, words: readonly string[]): ClauseHit {
  const tags = keywords.filter((keyword) => words.some((word) => keyword.folded.includes(word)));
  return {
    platform: { id: pack.platform, name: pack.name },
    version,
    ref: clause.ref,
    title: titleOf(clause),
    summary: summaryOf(clause),
    document: documentOf(pack, clause.document).title,
    enforceable: clause.enforceable,
    keywords: [...new Set(tags.map(({ shown }) => shown))],
  };
}
