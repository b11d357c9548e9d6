import type { ClauseKind } from "../pack.contract";
import type { ImportedRow } from "./contract";
import { isPointed, type Node, walk } from "./node.rules";
import { penalParts, sentencesOf } from "./penal-sentence.rules";
import {
  commands,
  exempts,
  isForbidding,
  isRule,
  kindByHeading,
  kindByWords,
  opensConditions,
  opensExceptions,
  opensList,
  opensMeasures,
} from "./words.rules";

const unenforced = new Set<ClauseKind>(["permission", "definition", "process", "advice", "scope"]);

/**
 * Settles what each node is: its kind, by its own words or those it stands under; letters that are conditions, exceptions or
 * measures become parts of the rule they belong to; a paragraph that punishes becomes a rule of its own.
 */
export function settle(documents: readonly Node[]): {
  measures: { at: Node; actions: string[]; lines: ImportedRow["lines"] }[];
} {
  const measures: { at: Node; actions: string[]; lines: ImportedRow["lines"] }[] = [];
  for (const document of documents) {
    for (const at of [...walk(document)]) {
      splitPenal(at);
      mergeLoneBullet(at);
      if (
        opensMeasures(at.text) &&
        at.children.length > 0 &&
        at.children.every((child) => child.children.length === 0)
      ) {
        const actions = at.children.map((child) => child.text.replace(/[;；,，.。\s]+$/u, ""));
        fold(at);
        at.kind = "process";
        measures.push({ at, actions, lines: [at.from, at.to] });
      }
    }
    for (const at of [...walk(document)]) foldExceptions(at);
    for (const at of walk(document)) settleKind(at);
    for (const at of walk(document)) if (foldable(at)) fold(at);
  }
  return { measures };
}

/** "(b) It does not apply to …" under a rule is an exception of that rule, and no clause of its own. */
function foldExceptions(at: Node): void {
  if (opensExceptions(at.text) && at.type !== "document" && at.children.length > 0) {
    const [first] = at.children;
    const listed = at.children.filter((child) => isListed(child) && child.scheme === first?.scheme);
    for (const [index, child] of listed.entries()) {
      const part = `${child.mark?.label ?? index + 1}) ${child.text}`;
      at.parts.push(part);
      at.exceptions.push(part);
      at.to = Math.max(at.to, child.to);
    }
    at.children = at.children.filter((child) => !listed.includes(child));
    return;
  }
  if (at.type === "document" || !isRule(at.text) || opensList(at.text)) return;
  const isException = (child: Node) =>
    child.mark !== null &&
    !isPointed(child.scheme) &&
    child.type === "item" &&
    child.children.length === 0 &&
    exempts(child.text);
  for (const child of at.children.filter(isException)) {
    at.parts.push(`${child.mark?.label}) ${child.text}`);
    at.to = Math.max(at.to, child.to);
  }
  at.children = at.children.filter((child) => !isException(child));
}

/** An item of a list that was announced: with a letter or number of its own, or a bullet. */
function isListed(child: Node): boolean {
  const marked = child.mark !== null && !isPointed(child.scheme);
  return (
    child.type === "item" && child.children.length === 0 && (marked || child.scheme === "bullet" || child.announced)
  );
}

function splitPenal(at: Node): void {
  if (at.children.every((child) => child.scheme !== "para")) return;
  at.children = at.children.flatMap((child) =>
    child.scheme === "para" && !child.announced && child.children.length === 0 ? penalParts(child) : [child],
  );
}

/** A section that is one bullet, apart from bullets that excuse or advise, is that bullet. */
function mergeLoneBullet(at: Node): void {
  if (at.type !== "section" || at.text !== "" || at.mark) return;
  const [first, ...others] = at.children;
  if (first?.scheme !== "bullet" || others.some((other) => !isAside(other))) return;
  at.text = first.text;
  at.to = first.to;
  at.damaged ||= first.damaged;
  for (const child of first.children) child.parent = at;
  at.children = [...first.children, ...others];
}

function isAside(at: Node): boolean {
  const kind = at.scheme === "bullet" ? kindByWords(at.text) : null;
  return kind === "permission" || kind === "advice";
}

function settleKind(at: Node): void {
  if (at.kind) return;
  const own = opensDocument(at) ? kindOfText(at) : kindByWords(`${at.title ?? ""}. ${at.text}`);
  const lists = at.children.some((child) => child.type === "item");
  if (at.type !== "item") {
    const wanted = at.text === "" ? null : kindOfText(at);
    const rule = wanted !== null && !unenforced.has(wanted);
    at.guessed = at.text !== "" && (wanted === null || wanted !== kindByWords(at.text));
    at.kind = rule && lists && wanted !== "eligibility" ? "general" : (wanted ?? headed(at) ?? "scope");
    return;
  }
  const given = inherited(at) ?? exampleOf(at);
  const kind =
    own && (isRule(at.text) || own === "permission" || !given)
      ? own
      : (given ?? own ?? (isPointed(at.scheme) ? "scope" : at.title ? "general" : "advice"));
  at.guessed = own === null && !given;
  const rules = kind === "prohibition" || kind === "duty" || kind === "restriction";
  at.kind = lists && rules && !standsAlone(at) ? "general" : kind;
}

/** The document itself, or what its heading says is about it as a whole. */
function opensDocument(at: Node): boolean {
  return at.type === "document" || (kindByHeading(at.title ?? "") === "scope" && at.children.length === 0);
}

/** What tells of the rules ("this policy prohibits …", "we may remove …") commands nobody; only a command to the reader does. */
function kindOfText(at: Node): ClauseKind | null {
  const kind = kindByWords(at.text);
  if (!opensDocument(at) || kind === null || unenforced.has(kind)) return kind;
  return sentencesOf(at.text).some(commands) ? kind : "scope";
}

/** A rule that is a whole sentence forbids by itself, whatever stands under it; one that only opens a list does not. */
function standsAlone(at: Node): boolean {
  return (
    /[.。!！]$/u.test(at.text.trim()) && isForbidding(at.text) && !at.children.some((child) => child.type !== "item")
  );
}

function headed(at: Node): ClauseKind | null {
  const kind = kindByHeading(at.title ?? "");
  return kind === "prohibition" ? null : kind;
}

/** A list says of its items what its announcement says; a heading says it of what stands under it. */
function inherited(at: Node): ClauseKind | null {
  for (let above = at.parent; above; above = above.parent) {
    if (above.scheme === "row") return "prohibition";
    const byHeading = above.title ? kindByHeading(above.title) : null;
    const ruled = byHeading === "prohibition" || byHeading === "permission" ? byHeading : null;
    if (above.type === "document") return ruled === "prohibition" ? ruled : null;
    const found = announcedKind(above, at) ?? ruled;
    if (found) return found;
  }
  return null;
}

/** "Examples are listed below:" gives examples of what the bullet before it forbids. */
function exampleOf(at: Node): ClauseKind | null {
  const siblings = at.parent?.children ?? [];
  const before = at.scheme === "bullet" && opensList(at.text) ? siblings[siblings.indexOf(at) - 1] : undefined;
  return before?.kind === "prohibition" || before?.kind === "general" ? "prohibition" : null;
}

/** What the words that announce a list say of its items. */
function announcedKind(above: Node, at: Node): ClauseKind | null {
  const follows = at.mark !== null && above.children[0]?.mark !== null;
  if (!opensList(above.text) && above.type !== "item" && !follows) return null;
  if (above.type === "item" && (above.kind === "prohibition" || above.kind === "general")) return "prohibition";
  const last = above.text.split("\n").at(-1) ?? "";
  const kind = kindByWords(last) ?? kindByWords(above.text);
  return isForbidding(last) && kind !== "permission" && kind !== "eligibility" ? "prohibition" : kind;
}

/** Letters under an exception, a definition, or conditions that must all hold, are parts of it. */
function foldable(at: Node): boolean {
  if (at.children.length === 0 || at.type === "document" || at.children.some((child) => child.children.length > 0))
    return false;
  if (at.children.some((child) => child.type !== "item" || child.scheme === "bullet" || isPointed(child.scheme)))
    return false;
  if (opensConditions(at.text) && opensList(at.text)) return true;
  const marksRule = at.children.some((child) => isRule(child.text) && child.scheme !== "part");
  return unenforced.has(at.kind ?? "scope") && !marksRule && (opensList(at.text) || at.kind === "permission");
}

function fold(at: Node): void {
  for (const child of at.children) {
    at.parts.push(child.mark ? `${child.mark.label}) ${child.text}` : child.text);
    at.to = Math.max(at.to, child.to);
  }
  at.children = [];
  if (at.kind === "general") at.kind = "prohibition";
}
