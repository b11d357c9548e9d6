import type { Beside } from "./cites.rules";
import type { ImportedClause, ImportProblem } from "./contract";
import { type Node, walk } from "./node.rules";
import { isRule } from "./words.rules";

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** Whether the clause says this already, in its title or its text. */
const says = ({ title, text, parts }: ImportedClause, words: string) =>
  letters([title, text, ...parts].join(" ")).includes(letters(words));

/** References of the clauses that print a title of their own. */
export function titledIn(documents: readonly Node[], refs: ReadonlyMap<Node, string>): Set<string> {
  const titled = documents.flatMap((document) => [...walk(document)].filter(({ title }) => title !== null));
  return new Set(titled.map((at) => refs.get(at) ?? ""));
}

/**
 * What a table says of the rules that it cites, beside their measures. A title goes to the one rule that is cited, if that
 * prints none of its own (`titled`: references of those that do), but is called by the sentence that it is. Other words that none of the cited rules says are
 * named with their line, so that a person reads them.
 */
export function withBeside(
  clauses: readonly ImportedClause[],
  beside: readonly Beside[],
  titled: ReadonlySet<string>,
): { clauses: ImportedClause[]; problems: ImportProblem[] } {
  const byRef = new Map(clauses.map((clause) => [clause.ref, clause]));
  const named = new Set(titled);
  const problems: ImportProblem[] = [];
  for (const { refs, line, words } of beside) {
    const cited = () => refs.flatMap((ref) => byRef.get(ref) ?? []);
    const [only] = cited();
    const isName = only && refs.length === 1 && !named.has(only.ref) && isRule(only.title);
    if (words.title && isName) {
      byRef.set(only.ref, { ...only, title: words.title.slice(0, 120) });
      named.add(only.ref);
    }
    const said = [words.title ?? "", ...words.others];
    const unsaid = said.filter((text) => letters(text) !== "" && !cited().some((clause) => says(clause, text)));
    const values = { ref: refs.join(", "), words: unsaid.join("; ") };
    if (unsaid.length > 0) problems.push({ code: "cited_words", lines: [line, line], values });
  }
  return { clauses: clauses.map((clause) => byRef.get(clause.ref) ?? clause), problems };
}
