import type { Analysis } from "./analyse.rules";
import type { Evidence, MatchField } from "./contract";
import { normalise, spanInOriginal } from "./normalise.rules";
import type { Contribution, Standing } from "./rank.rules";
import { sentence } from "./reasons.rules";
import { type Word, wholeWords } from "./segment.rules";
import type { WeighedHit } from "./signals.rules";
import { pairsIn, wordingTerms } from "./similarity.rules";
import { roughStem } from "./words.rules";

const mostEvidence = 6;

type Fields = Partial<Record<MatchField, Analysis>>;
type Draft = Omit<Evidence, "reason">;

/** The spans behind a standing, strongest first, each said once. */
export function evidenceFor(standing: Standing, fields: Fields, names: readonly string[]): Evidence[] {
  const drafts: Draft[] = [];
  const ordered = [...standing.contributions].sort((one, other) => other.points - one.points);
  for (const contribution of ordered) {
    const analysis = fields[contribution.field];
    if (!analysis || contribution.points <= 0) continue;
    for (const hit of contribution.hits) {
      const draft = draftFor(hit, contribution, analysis, names);
      if (draft && !drafts.some((known) => known.in === draft.in && known.start < draft.end && draft.start < known.end))
        drafts.push(draft);
    }
  }
  if (drafts.length === 0) drafts.push(...sharedDrafts(standing, fields));
  return drafts.slice(0, mostEvidence).map((draft) => ({ ...draft, reason: sentence(draft) }));
}

function draftFor(
  hit: WeighedHit,
  contribution: Contribution,
  analysis: Analysis,
  names: readonly string[],
): Draft | null {
  const { original } = analysis;
  const span = placeOf(hit, analysis);
  const text = original.slice(span.start, span.end);
  if (text === "") return null;
  const name = names[hit.group] ?? "";
  const base = { in: analysis.field, ...span, text, context: hit.context, disguise: hit.disguise };
  if (contribution.code === "keyword") return { ...base, code: "keyword", values: { text } };
  if (name.startsWith("#")) return { ...base, code: "pattern", values: { text, topic: name.slice(1) } };
  const beside = contribution.hits.find((other) => other !== hit && other.group !== hit.group);
  if (!beside) return { ...base, code: "word", values: { text, topic: name } };
  const place = placeOf(beside, analysis);
  const other = original.slice(place.start, place.end);
  const otherTopic = (names[beside.group] ?? "").replace(/^#/, "");
  return { ...base, code: "together", values: { text, topic: name, other, otherTopic } };
}

function placeOf({ from, to, place }: WeighedHit, { normalised }: Analysis): { start: number; end: number } {
  return place ?? spanInOriginal(normalised, from, to);
}

/** Where nothing but its wording or its examples speak for a clause: the words shared with them. */
function sharedDrafts(standing: Standing, fields: Fields): Draft[] {
  const drafts: Draft[] = [];
  for (const analysis of [fields.text, fields.explanation]) {
    if (!analysis) continue;
    const nearest = standing.examples.find(({ field }) => field === analysis.field)?.nearest ?? "";
    const sources = [
      { code: "example", terms: new Set(wordingTerms(normalise(nearest).text)) },
      { code: "wording", terms: new Set(standing.wording) },
    ] as const;
    for (const { code, terms } of sources) drafts.push(...draftsOf(analysis, terms, code));
  }
  return drafts;
}

const mostShared = 3;
/** In characters; segmenting takes time. */
const mostWordsRead = 3000;

/** A Latin word by its stem, a Chinese one by any two of its characters. */
function isShared(word: string, terms: ReadonlySet<string>): boolean {
  return terms.has(word) || terms.has(roughStem(word)) || pairsIn(word).some(({ pair }) => terms.has(pair));
}

/** Whole words that are shared; where there is none, two that stand side by side and share what lies across their border. */
function draftsOf(analysis: Analysis, terms: ReadonlySet<string>, code: "example" | "wording"): Draft[] {
  if (terms.size === 0) return [];
  const words = wholeWords(analysis.normalised.text.slice(0, mostWordsRead));
  const shared = words.filter(({ text }) => isShared(text, terms));
  const spans = shared.length > 0 ? shared : sharedAcross(words, terms);
  return spans.slice(0, mostShared).map(({ from, to }) => {
    const span = spanInOriginal(analysis.normalised, from, to);
    const text = analysis.normalised.original.slice(span.start, span.end);
    const context = analysis.contextAt({ from, to }).kind;
    return { in: analysis.field, ...span, text, code, values: { text }, context, disguise: null };
  });
}

const longestAcross = 6;

function sharedAcross(words: readonly Word[], terms: ReadonlySet<string>): Word[] {
  return words.flatMap((word, at) => {
    const next = words[at + 1];
    if (!next || next.from !== word.to || next.to - word.from > longestAcross) return [];
    if (!terms.has((Array.from(word.text).at(-1) ?? "") + (Array.from(next.text)[0] ?? ""))) return [];
    return [{ text: word.text + next.text, from: word.from, to: next.to }];
  });
}
