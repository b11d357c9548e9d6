"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import type { TrackedFormState } from "@/components/intake/tracked-forms";
import { withdrawNotice, writeToDesk } from "@/lib/intake/notice-message.command";
import { trackingPath } from "@/lib/intake/reference.rules";
import { addressOf, allow, visitorAllowance } from "@/lib/platform/rate-limit";
import type { Failure, Result } from "@/lib/platform/result";
import { translatorFor } from "@/messages/load";

type Run = (given: { reference: string; secret: string; text: string }) => Promise<Result<unknown>>;

/** Takes a form of the tracking page: back to the page, or what was typed and what is wrong with it. */
async function taken(before: TrackedFormState, form: FormData, run: Run): Promise<TrackedFormState> {
  const [reference, secret, text] = [typed(form, "reference"), typed(form, "key"), typed(form, "text")];
  const again = (error: string): TrackedFormState => ({ text, error, attempt: before.attempt + 1 });
  const t = await getTranslations("intake.talk");
  const grant = allow("tracked", addressOf(await headers()), visitorAllowance(), new Date());
  if (!grant.granted) return again(t("tooMany", { minutes: Math.ceil(grant.retryAfter / 60) }));
  const result = await run({ reference, secret, text });
  if (!result.ok) return again(sentence(result, t("text"), await getLocale()));
  redirect(trackingPath(encodeURIComponent(reference), encodeURIComponent(secret)));
}

export async function sendToDesk(before: TrackedFormState, form: FormData): Promise<TrackedFormState> {
  return taken(before, form, (given) => writeToDesk({ kind: "public" }, given));
}

export async function takeBack(before: TrackedFormState, form: FormData): Promise<TrackedFormState> {
  return taken(before, form, (given) => withdrawNotice({ kind: "public" }, given));
}

function typed(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

function sentence(failure: Failure, field: string, locale: string): string {
  const failures = translatorFor(locale, "failures");
  const wrong = failure.fields?.[0];
  return wrong ? failures(wrong.reason, { ...wrong.values, field }) : failures(failure.reason, failure.values);
}
