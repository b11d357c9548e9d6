"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import type { AppealFormState } from "@/components/appeals/appeal-form";
import { appealMisuse } from "@/lib/misuse/appeal.command";
import { addressOf, allow, visitorAllowance } from "@/lib/platform/rate-limit";
import { translatorFor } from "@/messages/load";

/** Takes the complaint: leads back to the letter, where it then stands, or says what is wrong with it. */
export async function sendMisuseAppeal(before: AppealFormState, form: FormData): Promise<AppealFormState> {
  const [token, text] = ["token", "text"].map((name) => String(form.get(name) ?? ""));
  const again = (error: string): AppealFormState => ({
    text: text ?? "",
    error,
    field: "text",
    attempt: before.attempt + 1,
  });
  const t = await getTranslations("addressee.form");
  const grant = allow("appeals", addressOf(await headers()), visitorAllowance(), new Date());
  if (!grant.granted) return again(t("tooMany", { minutes: Math.ceil(grant.retryAfter / 60) }));
  const result = await appealMisuse({ kind: "public" }, { token, text });
  if (!result.ok) {
    const failures = translatorFor(await getLocale(), "failures");
    return again(failures(result.code === "invalid" ? "appeal_text_blank" : result.reason, result.values));
  }
  redirect(`/measure/${encodeURIComponent(token ?? "")}`);
}
