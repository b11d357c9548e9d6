import { z } from "zod";
import { hasHalfCharacter } from "@/lib/platform/text.rules";
import type { Checked, Finding, Place, ShownContent } from "./outside.contract";

/** More clauses, or quotes of one, than this are no help to anybody. */
const mostClauses = 5;
const mostQuotes = 3;
const longestQuote = 500;
const shortestQuote = 2;

/** An OpenAI-compatible server's answer, as far as it is needed; what else it says is not looked at. */
const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});
const Answer = z.strictObject({
  findings: z.array(z.strictObject({ ref: z.string().max(300), quote: z.string().max(20_000) })).max(100),
});

function parsed(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** Where these very words stand in the content; null where they do not. */
function placeOf(quote: string, { title, text }: ShownContent): Place | null {
  const words = quote.trim();
  if (words.length < shortestQuote || words.length > longestQuote || hasHalfCharacter(words)) return null;
  for (const [where, read] of [
    ["text", text],
    ["title", title],
  ] as const) {
    const start = read.indexOf(words);
    if (start >= 0) return { in: where, start, end: start + words.length };
  }
  return null;
}

const isSame = (one: Place, other: Place) => one.in === other.in && one.start === other.start && one.end === other.end;

/** The reply's own envelope cannot be read: the endpoint is not what it should be, whatever the content was. */
export function isCompletion(body: string): boolean {
  return Completion.safeParse(parsed(body)?.value).success;
}

/**
 * What is left of a model's answer. Only clauses that may be suggested (`refs`) and quotes that stand in the content;
 * everything else is thrown away, also whatever the model was talked into saying. An answer of another shape is none.
 */
export function modelFindings(body: string, refs: ReadonlySet<string>, content: ShownContent): Checked {
  const said = parsed(body);
  if (!said) return { ok: false, why: "not_json" };
  const completion = Completion.safeParse(said.value);
  if (!completion.success) return { ok: false, why: "wrong_shape" };
  const inner = parsed(completion.data.choices[0]?.message.content ?? "");
  if (!inner) return { ok: false, why: "not_json" };
  const answer = Answer.safeParse(inner.value);
  if (!answer.success) return { ok: false, why: "wrong_shape" };
  const found = new Map<string, Finding>();
  for (const { ref, quote } of answer.data.findings) {
    const place = refs.has(ref) ? placeOf(quote, content) : null;
    if (!place) continue;
    const finding = found.get(ref) ?? { ref, places: [], label: null };
    if (finding.places.length < mostQuotes && !finding.places.some((one) => isSame(one, place)))
      finding.places.push(place);
    if (found.size < mostClauses) found.set(ref, finding);
  }
  return { ok: true, findings: [...found.values()] };
}
