import "server-only";
import { z } from "zod";
import type { Locale } from "@/i18n/locales";
import type { PolicyPack } from "@/lib/policy/contract";
import type { Said } from "@/lib/policy/recommend.contract";
import { withLabels } from "./engine-words.rules";
import { namesIn, wordsOf } from "./words.store";

/** What was stored of the engine's answer: only its sentences are read here, and an older shape has none. */
const Reasoned = z.object({
  whyCodes: z.array(z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) })),
});

/** The arithmetic as it stood when a decision was made, a sentence a line, in the reader's language. */
export function recordedArithmetic(recommendation: unknown, pack: PolicyPack | null, locale: Locale): string[] {
  const read = Reasoned.safeParse(recommendation);
  if (!read.success || !pack) return [];
  return engineSentences(read.data.whyCodes, pack, locale);
}

/** The engine's sentences in the reader's language, one a line. */
export function engineSentences(codes: readonly Said[], pack: PolicyPack, locale: Locale): string[] {
  const policy = wordsOf(locale, "policy");
  const words = { locale, policy, decisions: wordsOf(locale, "decisions"), nameOf: namesIn(locale) };
  return codes.map((said) => {
    const { code, values } = withLabels(said, pack, words);
    return policy(code, values);
  });
}
