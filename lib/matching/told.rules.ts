import type { Analysis } from "./analyse.rules";
import type { Scanner } from "./compile.rules";
import { type Context, type ContextKind, cuesIn, quotedRanges, stanceOf } from "./context.rules";
import { normalise } from "./normalise.rules";
import { scan } from "./scan.rules";
import { placedTerms } from "./similarity.rules";

/**
 * What the words around it leave of each word of a text, for likeness too: "this is not counterfeit" has every word of "this
 * is counterfeit". Words that nothing is taken from are not in it; one that also stands free is whole.
 */
export type Told = ReadonlyMap<string, Context & { kind: ContextKind }>;

const mostRead = 3000;
/**
 * The film that a text speaks of says little of a likeness that rests on other words; what is denied, asked or quoted does.
 */
const counted: readonly ContextKind[] = ["negated", "asked", "quoted"];

export function toldIn({ normalised, contextAt, hasContext }: Analysis): Told {
  const told = new Map<string, Context & { kind: ContextKind }>();
  if (!hasContext) return told;
  const free = new Set<string>();
  for (const { term, from, to } of placedTerms(normalised.text.slice(0, mostRead))) {
    const { kind, factor } = contextAt({ from, to });
    if (kind === null || !counted.includes(kind)) free.add(term);
    else if (factor > (told.get(term)?.factor ?? 0)) told.set(term, { kind, factor });
  }
  for (const term of free) told.delete(term);
  return told;
}

/**
 * The kinds of context that a text has cues of: where an example of a breach denies or asks itself ("never sent the gift"), a
 * text that does the same is as like it as before.
 */
export function kindsIn(scanner: Scanner, original: string): ReadonlySet<ContextKind> {
  const normalised = normalise(original);
  const cues = cuesIn(scanner, scan(scanner, normalised).hits);
  const kinds = new Set(Object.keys(cues) as ContextKind[]);
  const stance = stanceOf(normalised.text, cues);
  if (stance) kinds.add(stance);
  if (quotedRanges(normalised.text).length > 0) kinds.add("quoted");
  return kinds;
}
