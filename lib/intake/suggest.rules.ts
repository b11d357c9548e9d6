import { isProof } from "@/lib/matching/alike.rules";
import type { ClauseMatch, MatchInput } from "@/lib/matching/contract";

/** What the matcher is asked about one case. */
export type Suggestible = {
  platform: string;
  title: string;
  text: string;
  explanations: readonly string[];
  surface: string | null;
  role: string | null;
  contentDay: string;
  jurisdiction: string | null;
  language: string;
};

type Span = Omit<ClauseMatch["evidence"][number], "in"> & { in: "title" | "text" | "explanation" };
type StoredException = Omit<NonNullable<ClauseMatch["exceptions"]>[number], "evidence"> & { evidence: Span[] };
export type StoredMatch = Omit<ClauseMatch, "evidence" | "exceptions"> & {
  evidence: Span[];
  exceptions?: StoredException[];
};

const between = "\n";

/**
 * The most that is given to the matcher of content, and of what notifiers say: all of the longest content, and of twenty
 * long explanations the first. Past 20,000 characters it looks for patterns only, and says so (lib/matching/contract.ts).
 */
const mostGiven = 52_000;

/** Reports of one case whose words are read, the first ones; what a crowd says after them it has said before. */
export const mostExplanations = 20;

/** Ends no character in the middle. */
function beginning(text: string): string {
  return text.length > mostGiven ? text.slice(0, mostGiven).replace(/[\ud800-\udbff]$/, "") : text;
}

/** Title and text are read as one; what several notifiers said is read as one, each once. */
export function matchInputOf(about: Suggestible): MatchInput {
  return {
    platform: about.platform,
    text: beginning(about.title ? `${about.title}${between}${about.text}` : about.text),
    explanation: beginning([...new Set(about.explanations)].join("\n\n")),
    surface: about.surface,
    role: about.role,
    contentDate: about.contentDay,
    jurisdiction: about.jurisdiction,
    lang: about.language === "und" ? null : about.language,
  };
}

/**
 * Spans of title and text taken apart again, so that each counts from the beginning of its own field. What is merely like
 * something keeps its reason and points at nothing: no screen marks it, and no decision binds it.
 */
export function storedMatches(matches: readonly ClauseMatch[], title: string): StoredMatch[] {
  const shift = title ? title.length + between.length : 0;
  const apart = (span: ClauseMatch["evidence"][number]): Span[] => {
    if (!isProof(span)) return [{ ...span, start: 0, end: 0, text: "" }];
    if (span.in !== "text" || shift === 0) return [span];
    if (span.end <= title.length) return [{ ...span, in: "title" }];
    if (span.start >= shift) return [{ ...span, start: span.start - shift, end: span.end - shift }];
    // Across the border each part is marked in its own field: left out, the clause would stand there without a reason.
    const [before, after] = [title.slice(span.start), span.text.slice(Math.max(0, shift - span.start))];
    const parts: Span[] = [
      { ...span, in: "title", end: title.length, text: before },
      { ...span, start: 0, end: span.end - shift, text: after },
    ];
    return parts.filter(({ text }) => text !== "");
  };
  return matches.map(({ evidence, exceptions, ...match }) => ({
    ...match,
    evidence: evidence.flatMap(apart),
    ...(exceptions && { exceptions: exceptions.map((one) => ({ ...one, evidence: one.evidence.flatMap(apart) })) }),
  }));
}
