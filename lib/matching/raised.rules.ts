import { type Analysis, analyse } from "./analyse.rules";
import type { Matcher } from "./build.rules";
import type { MatchedException, MatchField, MatchInput } from "./contract";
import { exceptionsFor } from "./exceptions.rules";

/**
 * The exceptions of these clauses with the words that speak for them, by ref, as if each had been suggested: whoever cites a
 * clause that was searched for is shown the same beside it (Q25). A clause that knows no exception is left out.
 */
export function exceptionsBeside(
  matcher: Matcher,
  refs: readonly string[],
  input: MatchInput,
): Map<string, MatchedException[]> {
  const asked = refs.filter((ref) => (matcher.exceptions.get(ref) ?? []).length > 0);
  if (asked.length === 0) return new Map();
  const read = (field: MatchField, original: string | null | undefined): Partial<Record<MatchField, Analysis>> =>
    original?.trim() ? { [field]: analyse(matcher.scanner, matcher.traits, field, original) } : {};
  const fields = { ...read("text", input.text), ...read("explanation", input.explanation) };
  return new Map(asked.map((ref) => [ref, exceptionsFor(matcher.exceptions.get(ref) ?? [], fields)]));
}
