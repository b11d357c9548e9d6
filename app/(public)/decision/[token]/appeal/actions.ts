"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import type { AppealFormState } from "@/components/appeals/appeal-form";
import type { SentFile } from "@/lib/appeals/attachment.rules";
import { fileAppeal } from "@/lib/appeals/file.command";
import { addressOf, allow, visitorAllowance } from "@/lib/platform/rate-limit";
import type { Failure } from "@/lib/platform/result";
import { translatorFor } from "@/messages/load";

/** Takes the form: leads to the confirmation, or gives back what was typed and what is wrong with it. */
export async function sendAppeal(before: AppealFormState, form: FormData): Promise<AppealFormState> {
  const [token, text] = [typed(form, "token"), typed(form, "text")];
  const again = (error: string, field: AppealFormState["field"] = "text"): AppealFormState => ({
    ...{ text, error, field },
    attempt: before.attempt + 1,
  });
  const t = await getTranslations("addressee.form");
  const grant = allow("appeals", addressOf(await headers()), visitorAllowance(), new Date());
  if (!grant.granted) return again(t("tooMany", { minutes: Math.ceil(grant.retryAfter / 60) }));
  const result = await fileAppeal({ kind: "public" }, { token, text }, new Date(), null, await filesIn(form));
  const isOfFiles = !result.ok && result.fields?.some(({ field }) => field === "files") === true;
  if (!result.ok) return again(sentence(result, t("field"), await getLocale()), isOfFiles ? "files" : "text");
  redirect(`/decision/${encodeURIComponent(token)}/appeal?filed=1`);
}

function typed(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** A field of files that nobody touched holds one without a name and with nothing in it. */
async function filesIn(form: FormData): Promise<SentFile[]> {
  const files = form.getAll("files").filter((one): one is File => one instanceof File && one.size > 0);
  return Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
}

/** What is wrong with the field, if it is the field; else what stands in the way. */
function sentence(failure: Failure, label: string, locale: string): string {
  const failures = translatorFor(locale, "failures");
  const wrong = failure.fields?.find(({ field }) => field === "text");
  if (wrong?.reason === "required") return failures("appeal_text_blank");
  return wrong ? failures(wrong.reason, { ...wrong.values, field: label }) : failures(failure.reason, failure.values);
}
