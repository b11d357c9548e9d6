import "server-only";
import type { PolicyPack } from "@/lib/policy/contract";
import { readLexicon } from "./lexicon.store";
import { searchWords } from "./search-words.rules";

const known = new WeakMap<PolicyPack, ReadonlyMap<string, string>>();

/** What the lexicon calls the matter of each clause of a pack, for a search; read once a pack. */
export function searchWordsOf(pack: PolicyPack): ReadonlyMap<string, string> {
  const words = known.get(pack) ?? searchWords(pack, readLexicon(pack.platform));
  known.set(pack, words);
  return words;
}
