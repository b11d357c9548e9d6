import type { Finding } from "@/lib/matching/outside.contract";
import type { Reader } from "@/lib/matching/outside.rules";
import { mostMatches } from "@/lib/matching/rank.rules";
import { sentence } from "@/lib/matching/reasons.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import { versionGoverning } from "@/lib/policy/governing.rules";
import type { StoredMatch } from "./suggest.rules";

type Piece = StoredMatch["evidence"][number];

/** Seats among the five that a reader outside may fill with clauses that were not suggested. */
const mostNewcomers = 2;
/** Pieces of the matcher's own evidence that stay before those of a reader outside: a screen shows three reasons. */
const ownFirst = 2;

export type HeardFrom = {
  reader: Pick<Reader, "tool" | "name">;
  /** The score that its word is worth (outside-weight.rules.ts). */
  weight: number;
  content: { title: string; text: string };
  pack: PolicyPack;
  contentDay: string;
};

function piecesOf(finding: Finding, { reader, content }: HeardFrom): Piece[] {
  if (finding.label) {
    const values = { label: finding.label.name, score: finding.label.score.toFixed(2), tool: reader.name };
    const said = { code: "classifier", values, context: null, disguise: null } as const;
    // It speaks of the whole content and points at none of its words.
    return [{ in: "text", start: 0, end: 0, text: "", ...said, reason: sentence(said) }];
  }
  return finding.places.map((place) => {
    const text = content[place.in].slice(place.start, place.end);
    const said = { code: "model", values: { text, tool: reader.name }, context: null, disguise: null } as const;
    return { ...place, text, ...said, reason: sentence(said) };
  });
}

function newcomer(finding: Finding, heard: HeardFrom): StoredMatch[] {
  const clause = heard.pack.clauses.find(({ ref }) => ref === finding.ref);
  const version = clause && versionGoverning(heard.pack, clause.document, heard.contentDay);
  if (!clause || !version) return [];
  const evidence = piecesOf(finding, heard);
  return [{ ref: clause.ref, title: clause.title, score: heard.weight, version: version.id, evidence }];
}

/**
 * The suggestions with what a reader outside found: its reasons beside the matcher's, and a score that its word raises to
 * its own worth and never lowers. A clause that was not suggested takes one of the last seats. As that worth ends below
 * "confident", what is suggested with confidence stays first, and so does the case's place in the queue.
 */
export function withFindings(
  matches: readonly StoredMatch[],
  findings: readonly Finding[],
  heard: HeardFrom,
): StoredMatch[] {
  const named = new Set(findings.map(({ ref }) => ref));
  const known = matches.map((match) => {
    const finding = findings.find(({ ref }) => ref === match.ref);
    if (!finding) return match;
    const own = match.evidence;
    const evidence = [...own.slice(0, ownFirst), ...piecesOf(finding, heard), ...own.slice(ownFirst)];
    return { ...match, score: Math.max(match.score, heard.weight), evidence };
  });
  const fresh = findings.filter(({ ref }) => !matches.some((match) => match.ref === ref));
  const newcomers = fresh.slice(0, mostNewcomers).flatMap((finding) => newcomer(finding, heard));
  const list = [...known, ...newcomers].sort((one, other) => other.score - one.score);
  while (list.length > mostMatches) {
    const unnamed = list.findLastIndex(({ ref }) => !named.has(ref));
    list.splice(unnamed > 0 ? unnamed : list.length - 1, 1);
  }
  return list;
}
