import type { ClauseKind } from "../pack.contract";
import type { Mark } from "./marks.rules";

/** A document, section, list item or paragraph in its place; what becomes a clause. */
export type Node = {
  type: "document" | "section" | "item";
  mark: Mark | null;
  /** What makes siblings: the scheme of the mark, or bullet, lead, para, part. */
  scheme: string;
  title: string | null;
  text: string;
  from: number;
  to: number;
  /** Of a section: 1 the highest. */
  rank: number;
  parent: Node | null;
  children: Node[];
  /** A paragraph that counts as an item since a colon announced a list without marks. */
  announced: boolean;
  /** Set where the structure says it: a row of a penalty table. */
  kind: ClauseKind | null;
  /** Text before the reference: "v2", "Table". */
  edition: string | null;
  /** The reference that a table gives it in a column of its own. */
  ref: string | null;
  /** Letters that are conditions, exceptions or parts, and no clauses. */
  parts: string[];
  /** Those of the parts that are announced as exceptions. */
  exceptions: string[];
  damaged: boolean;
  /** Its kind rests on no words, neither its own nor those it stands under. */
  guessed: boolean;
};

export function node(type: Node["type"], from: number, to: number, more: Partial<Node> = {}): Node {
  return {
    type,
    mark: null,
    scheme: type,
    title: null,
    text: "",
    from,
    to,
    rank: 0,
    parent: null,
    children: [],
    announced: false,
    kind: null,
    edition: null,
    ref: null,
    parts: [],
    exceptions: [],
    damaged: false,
    guessed: false,
    ...more,
  };
}

/** A reference that holds in the whole document, 7.1 or A.2, and is no place in a list. */
export function isPointed(scheme: string): boolean {
  return scheme === "decimal" || scheme === "code";
}

export function adopt(parent: Node, child: Node): Node {
  child.parent = parent;
  parent.children.push(child);
  return child;
}

/** The node and all under it, in the order of the document. */
export function* walk(start: Node): Generator<Node> {
  const open = [start];
  for (let at = open.pop(); at; at = open.pop()) {
    yield at;
    for (let index = at.children.length - 1; index >= 0; index -= 1) {
      const child = at.children[index];
      if (child) open.push(child);
    }
  }
}
