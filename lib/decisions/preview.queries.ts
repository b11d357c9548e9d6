import "server-only";
import { defaultLocale, isLocale, type Locale } from "@/i18n/locales";
import type { Db } from "@/db/client";
import { appUrl } from "@/lib/platform/env";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { type FieldFailure, fail, ok, type Result } from "@/lib/platform/result";
import { translatorFor } from "@/messages/load";
import { type Assessment, assess } from "./assess.rules";
import { cardOf } from "./card.rules";
import type { Choice } from "./choice.rules";
import type { ConsequenceCard, PreviewDecision } from "./contract";
import { type AffectedLetter, affectedLetter, type Words } from "./letter.rules";
import type { CaseMaterial } from "./material.rules";
import { materialOf } from "./material.store";

/** The language in which the desk speaks to this actor. */
export function localeOf(actor: Actor): Locale {
  return actor.kind === "person" && isLocale(actor.locale) ? actor.locale : defaultLocale;
}

const translators = new Map<string, ReturnType<typeof translatorFor>>();

/** Translators are kept: making one reads and checks the whole catalogue. */
export const wordsOf: Words = (locale, namespace) => translator(locale, namespace);

export function translator(locale: Locale, namespace: "statement" | "decisions" | "policy") {
  const key = `${locale} ${namespace}`;
  const known = translators.get(key);
  if (known && process.env.NODE_ENV === "production") return known;
  const made = translatorFor(locale, namespace);
  translators.set(key, made);
  return made;
}

/** What a choice would do, and everything that still stops it. Card and commit read it from here, so they cannot differ. */
export function consider(
  material: CaseMaterial,
  choice: Choice & { exempt?: "deceptive_bulk_commercial" | "order" },
  to: { appealUrl: string; actor: Actor },
  now: Date,
): { assessment: Assessment; letter: AffectedLetter; problems: FieldFailure[] } {
  const assessment = assess(material, choice, now);
  const deciderName = to.actor.kind === "person" ? to.actor.name : "";
  const letter = affectedLetter(material, assessment, choice, { appealUrl: to.appealUrl, deciderName, words: wordsOf });
  return { assessment, letter, problems: [...assessment.problems, ...letter.problems] };
}

/**
 * The consequence card for a choice that may be incomplete: nothing is written. Answers `case_not_found`, or the card
 * with `missing` naming every field that stops the decision.
 */
export async function previewDecision(
  db: Db,
  actor: Actor,
  input: PreviewDecision,
  now: Date = new Date(),
): Promise<Result<ConsequenceCard>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  const material = await materialOf(db, input.caseId);
  if (!material) return fail("not_found", "case_not_found");
  const { caseId: _case, ...choice } = input;
  const { assessment, letter, problems } = consider(material, choice, { appealUrl: `${appUrl()}/decision`, actor }, now);
  const locale = localeOf(actor);
  const words = { locale, policy: translator(locale, "policy"), decisions: translator(locale, "decisions") };
  const written = letter.message && { message: letter.message, language: letter.language, zone: letter.zone, isDue: letter.isDue };
  return ok(cardOf(material, assessment, { letter: written, problems, words }));
}
