import type { ImportProblem } from "./contract";
import { isPointed, type Node, walk } from "./node.rules";

/**
 * References that a document gives to two clauses. Numbers with points are those of the whole document; any other mark is
 * one of its list, and a list that begins anew is another list, though its letters are the same. The entry of a table of
 * contents is no second clause.
 */
export function clashesIn(documents: readonly Node[], refs: ReadonlyMap<Node, string>): ImportProblem[] {
  return documents.flatMap((document) => {
    const nodes = [...walk(document)];
    const pointed = nodes.filter(({ mark }) => isPointed(mark?.scheme ?? ""));
    const lists = nodes.flatMap(({ children }) => runsOf(children));
    return [pointed, ...lists].flatMap((list) => twiceIn(list, refs));
  });
}

/** The lists of one parent: of one kind of mark, from its first mark on. */
function runsOf(siblings: readonly Node[]): Node[][] {
  const runs: Node[][] = [];
  const open = new Map<string, Node[]>();
  for (const at of siblings) {
    const { mark } = at;
    if (!mark || isPointed(mark.scheme) || at.scheme === "row") continue;
    const run = open.get(mark.scheme);
    const last = run?.at(-1)?.mark?.values[0] ?? 0;
    if (run && !(mark.values[0] === 1 && last > 1)) run.push(at);
    else {
      const fresh = [at];
      runs.push(fresh);
      open.set(mark.scheme, fresh);
    }
  }
  return runs;
}

function twiceIn(list: readonly Node[], refs: ReadonlyMap<Node, string>): ImportProblem[] {
  const seen = new Map<string, Node>();
  return list.flatMap((at): ImportProblem[] => {
    const label = at.mark?.label.toLowerCase() ?? "";
    const first = seen.get(label);
    if (!first) seen.set(label, at);
    if (!first || isEntryOf(first, at)) return [];
    const values = { ref: refs.get(first) ?? label, again: refs.get(at) ?? label };
    return [{ code: "reference_twice", lines: [first.from, at.from], values }];
  });
}

/** Whether one has the other's first words and nothing else. */
function isEntryOf(one: Node, other: Node): boolean {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  const [short, long] = words.length < others.length ? [words, others] : [others, words];
  return short === "" || (long.startsWith(short) && (one.children.length === 0 || other.children.length === 0));
}

function wordsOf({ title, text }: Node): string {
  return `${title ?? ""} ${text}`
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/(?: \d+)+ ?$/, "")
    .trim();
}
