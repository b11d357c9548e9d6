"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import type { FormState } from "@/components/intake/notice-form";
import { locationsIn, mediaIn, noticeFromForm, readForm } from "@/components/intake/notice-form.rules";
import { formErrors } from "@/components/intake/notice-form-errors";
import { promisedLanguage, promising } from "@/i18n/locales";
import { submitNotice } from "@/lib/intake/commands";
import { addressOf, allow, visitorAllowance } from "@/lib/platform/rate-limit";

/** Takes the form: leads to the page with the reference, or gives back what was typed and what is wrong with it. */
export async function sendNotice(before: FormState, form: FormData): Promise<FormState> {
  const values = readForm(form);
  const again = (errors: FormState["errors"]): FormState => ({ values, errors, attempt: before.attempt + 1 });
  const t = await getTranslations("intake.report");
  const sent = await headers();
  const grant = allow("notices", addressOf(sent), visitorAllowance(), new Date());
  if (!grant.granted)
    return again([{ field: "locations", message: t("tooMany", { minutes: Math.ceil(grant.retryAfter / 60) }) }]);
  if (values.quote.trim() !== "" && locationsIn(values).length > 1)
    return again([{ field: "quote", message: t("quoteForOne", { field: t("names.quote") }) }]);
  const unplaced = mediaIn(values).find(({ item }) => item === null);
  if (unplaced && locationsIn(values).length > 0)
    return again([{ field: "media", message: t("mediaWhich", { number: unplaced.line }) }]);
  const [language, zone] = [await getLocale(), await getTimeZone()];
  const result = await submitNotice({ kind: "public" }, noticeFromForm(values, { language, zone }), {
    channel: "form",
  });
  if (!result.ok) return again(await formErrors(result, values));
  const confirmed = `/report/sent${new URL(result.value.trackingUrl).search}&reference=${result.value.reference}`;
  redirect(promising(confirmed, promisedLanguage(sent.get("x-path") ?? "")));
}
