import { appendix, prefixOf } from "./documents.rules";
import { isPointed, type Node, walk } from "./node.rules";

const small = new Set(
  "a an the of and or for on in to with by your our their any all other not do no don is are be that which this it its as from at we you us how what".split(
    " ",
  ),
);

/** A short name for what has no number, from its first words of weight: "Offering or requesting favours" is offering-requesting-favours. */
export function slug(text: string, size = 3): string {
  if (/\p{Script=Han}/u.test(text)) return text.replace(/[^\p{L}\p{N}]/gu, "").slice(0, 12) || "x";
  const words = text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}\s-]/gu, "")
    .split(/[\s-]+/);
  const named = words.filter((word) => word !== "" && !small.has(word));
  return (named.length > 0 ? named : words).slice(0, size).join("-") || "x";
}

/**
 * References of all nodes. Where the document prints a mark, the reference ends with it: "7.2(c)", "5.9.a", "Art.5(2)". Lists
 * whose outermost marks are letters, or stand in brackets, are cited in brackets, others with points. Sections without a
 * number get a slug, bullets their place. Letters are cited without their bullet unless two lists of a section share them.
 */
export function refsOf(documents: readonly Node[], platform: string): Map<Node, string> {
  const refs = new Map<Node, string>();
  const taken = new Set<string>();
  const several = documents.filter((document) => document.edition === null).length > 1;
  for (const document of documents) {
    const prefix = document.edition ?? (several ? prefixOf(document.title ?? "", platform) : "");
    for (const at of walk(document)) {
      const wanted = wantedRef(at, prefix, refs);
      const ref = unique(wanted, at, refs, taken).slice(0, 200);
      refs.set(at, ref);
      taken.add(ref);
    }
  }
  return refs;
}

function unique(wanted: string, at: Node, refs: Map<Node, string>, taken: Set<string>): string {
  if (!taken.has(wanted)) return wanted;
  const parent = at.parent ? refs.get(at.parent) : undefined;
  const under = parent && at.type === "section" ? `${parent}.${slug(at.title ?? at.text)}` : null;
  if (under && !taken.has(under)) return under;
  let count = 2;
  while (taken.has(`${wanted}-${count}`)) count += 1;
  return `${wanted}-${count}`;
}

function wantedRef(at: Node, prefix: string, refs: Map<Node, string>): string {
  if (at.ref !== null) return at.ref;
  if (at.type === "document") return prefix || "intro";
  if (at.type === "section") return sectionRef(at, prefix, refs);
  if (at.scheme === "row") return `${prefix}.${at.mark?.label}`;
  if (isPointed(at.scheme)) return numbered(prefix, at.mark?.label ?? "");
  const base = baseOf(at, refs, prefix);
  if (!at.mark) return joined(base, at.scheme.startsWith("bullet") ? bulletName(at) : slug(nameOf(at)));
  if (at.scheme.startsWith("article")) return numbered(prefix, `Art.${at.mark.label}`);
  const label = at.mark.label.toLowerCase();
  return bracketed(at) ? `${base}(${label})` : joined(base, label);
}

function joined(base: string, name: string): string {
  return base === "" ? name : /[ /]$/.test(base) ? `${base}${name}` : `${base}.${name}`;
}

function sectionRef(at: Node, prefix: string, refs: Map<Node, string>): string {
  const { mark } = at;
  const kind: Record<string, string> = { chapter: "Ch.", article: "Art." };
  if (mark && !(at.parent?.mark && !isPointed(mark.scheme) && !["chapter"].includes(at.parent.mark.scheme)))
    return numbered(prefix, `${kind[mark.scheme] ?? ""}${mark.label}`);
  const own = mark ? mark.label : appendix.test(at.title ?? "") ? "App" : slug(at.title ?? at.text);
  for (let above = at.parent; above; above = above.parent)
    if (above.mark && above.mark.scheme !== "chapter") return joined(refs.get(above) ?? "", own);
  if (prefix === "") return own;
  return /^(v\d+|Table\d*)$/.test(prefix) ? `${prefix}.${own}` : `${prefix}/${own}`;
}

function numbered(prefix: string, number: string): string {
  if (prefix === "") return number;
  return /^(v\d+|Table\d*)$/.test(prefix) ? `${prefix}.${number}` : `${prefix} ${number}`;
}

/** What a list is cited under: the item above it or its section; a bullet only where letters, or the numbers of bullets, would collide. */
function baseOf(at: Node, refs: Map<Node, string>, prefix: string): string {
  let above = at.parent;
  if (above?.scheme === "bullet" && at.mark && !/^\d/.test(at.mark.label) && !sharesLetters(above))
    above = above.parent;
  if (!above || above.type === "document") return above?.edition ?? prefix;
  return refs.get(above) ?? prefix;
}

/** Does another bullet of the section carry a list of the same scheme? */
function sharesLetters(bullet: Node): boolean {
  const schemes = new Set(bullet.children.map((child) => child.scheme));
  return (bullet.parent?.children ?? []).some(
    (other) =>
      other !== bullet && other.scheme === "bullet" && other.children.some((child) => schemes.has(child.scheme)),
  );
}

function bulletName(at: Node): string {
  if (at.kind === "permission") return "exceptions";
  const bullets = (at.parent?.children ?? []).filter((other) => other.scheme === at.scheme);
  return String(bullets.indexOf(at) + 1);
}

/** The words a rule without a heading is about, for its reference: those behind "who", "must not", "prohibit". */
export function nameOf(at: Node): string {
  if (at.title) return at.title;
  const found =
    /\b(?:who (?:are found to have |have )?|(?:must|may|shall|should|do|can) ?not |prohibits? |against )([^.;:,]{8,})/iu.exec(
      at.text.slice(0, 600),
    );
  return found?.[1] ?? at.text;
}

function bracketed(at: Node): boolean {
  let outer = at;
  for (
    let above = at.parent;
    above && above.type === "item" && above.mark && above.scheme !== "row";
    above = above.parent
  )
    if (!isPointed(above.scheme)) outer = above;
  return /^(low|up|rom|ROM|han\))/.test(outer.scheme) || (outer.mark?.bracketed ?? false);
}
