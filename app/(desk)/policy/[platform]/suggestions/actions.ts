"use server";

import { getLocale, getTranslations } from "next-intl/server";
import type { Given, TryState } from "@/components/matching/try-text";
import { wordsFor } from "@/components/ui/localised.rules";
import { database } from "@/db/client";
import { isLocale } from "@/i18n/locales";
import { UnreadableDate } from "@/lib/platform/time.rules";
import { mostTried, tryText } from "@/lib/quality/suggestions.queries";
import { pageActor } from "../../../page-actor";

/** What the matcher makes of the text of the form: an answer, or what is wrong with a field. Stores nothing. */
export async function tryOnMatcher(before: TryState, form: FormData): Promise<TryState> {
  await pageActor("policy.view");
  const typed = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const given: Given = {
    ...{ text: typed("text"), explanation: typed("explanation"), role: typed("role"), surface: typed("surface") },
    contentDate: typed("contentDate"),
  };
  const t = await getTranslations("suggestions.try");
  const said = await getLocale();
  const locale = isLocale(said) ? said : "en";
  const again = { given, tried: null, problem: null, attempt: before.attempt + 1 };
  const wrong = (field: "text" | "contentDate", message: string) => ({ ...again, problem: { field, message } });
  if (given.text.length + given.explanation.length > mostTried) return wrong("text", t("tooLong", { max: mostTried }));
  try {
    const about = { platformId: typed("platform"), ...given };
    const tried = await tryText(await database(), about, { locale, now: new Date() });
    if (!tried) return again;
    const matches = tried.matches.map(({ title, score, ...match }) => ({
      ...{ ...match, title: wordsFor(title, locale).text, percent: Math.round(score * 100) },
    }));
    return { ...again, tried: { confident: tried.confident, matches } };
  } catch (error) {
    if (error instanceof UnreadableDate) return wrong("contentDate", t("dateUnreadable"));
    throw error;
  }
}
