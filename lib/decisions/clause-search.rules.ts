import { normalise } from "@/lib/matching/normalise.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import { clausesGoverning, type Scope } from "@/lib/policy/governing.rules";
import type { Clause } from "@/lib/policy/pack.contract";

const folded = (text: string) => normalise(text).text.toLowerCase();

type Indexed = { clause: Clause; ref: string; title: string; rest: string };
const indexes = new WeakMap<PolicyPack, Indexed[]>();

/** Folded once a pack: lower case, simplified characters, so that a search in either script finds both (Q17). */
function indexOf(pack: PolicyPack): Indexed[] {
  const known = indexes.get(pack);
  if (known) return known;
  const made = pack.clauses.map((clause) => {
    const { en, zh } = clause.editorial.keywords;
    const titles = [clause.title, clause.titleZh?.hans, clause.zh?.title, clause.refZh];
    const rest = [clause.summary, clause.zh?.summary, ...clause.elements, ...(clause.zh?.elements ?? []), ...en, ...zh];
    return {
      clause,
      ref: folded(clause.ref),
      title: folded(titles.filter(Boolean).join(" ")),
      rest: folded(rest.filter(Boolean).join(" ")),
    };
  });
  indexes.set(pack, made);
  return made;
}

/**
 * Clauses in force that hold every word of `text`: by reference first, then by title, then anywhere. Without a text, the
 * enforceable ones in the document's order. At most `limit`.
 */
export function searchClauses(pack: PolicyPack, text: string, scope: Scope, limit = 20): Clause[] {
  const governing = new Set(clausesGoverning(pack, scope).map(({ ref }) => ref));
  const inForce = indexOf(pack).filter(({ clause }) => governing.has(clause.ref));
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (words.length === 0)
    return inForce
      .filter(({ clause }) => clause.enforceable)
      .slice(0, limit)
      .map(({ clause }) => clause);
  const joined = words.join(" ");
  const scored = inForce.flatMap((entry, order) => {
    if (!words.every((word) => entry.ref.includes(word) || entry.title.includes(word) || entry.rest.includes(word)))
      return [];
    const place =
      entry.ref === joined
        ? 0
        : entry.ref.includes(joined)
          ? 1
          : words.every((word) => entry.title.includes(word))
            ? 2
            : 3;
    return [{ clause: entry.clause, score: place * 2 + (entry.clause.enforceable ? 0 : 1), order }];
  });
  return scored
    .sort((a, b) => a.score - b.score || a.order - b.order)
    .slice(0, limit)
    .map(({ clause }) => clause);
}
