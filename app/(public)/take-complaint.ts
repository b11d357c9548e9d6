import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import type { AppealFormState } from "@/components/appeals/appeal-form";
import { database } from "@/db/client";
import type { KeptFile, SentFile } from "@/lib/appeals/attachment.rules";
import { type LaidAside, layAside } from "@/lib/appeals/laid-aside.store";
import { addressOf, allow, visitorAllowance } from "@/lib/platform/rate-limit";
import type { Failure, Result } from "@/lib/platform/result";
import { translatorFor } from "@/messages/load";

type Complaint = { token: string; text: string };
type Way = {
  file: (complaint: Complaint, files: readonly KeptFile[], now: Date) => Promise<Result<unknown>>;
  /** Where it leads once it is filed. */
  done: (token: string) => string;
};

/** Takes the form of a complaint: leads on once it is filed, or gives back what was typed and sent, and what is wrong with it. */
export async function takeComplaint(before: AppealFormState, form: FormData, way: Way): Promise<AppealFormState> {
  const [token, text, sealed] = [typed(form, "token"), typed(form, "text"), typed(form, "kept")];
  const now = new Date();
  let kept: AppealFormState["kept"] = before.kept;
  const again = (error: string, field: AppealFormState["field"] = "text"): AppealFormState => ({
    ...{ text, error, field, kept },
    attempt: before.attempt + 1,
  });
  const t = await getTranslations("addressee.form");
  const grant = allow("appeals", addressOf(await headers()), visitorAllowance(), now);
  if (!grant.granted) return again(t("tooMany", { minutes: Math.ceil(grant.retryAfter / 60) }));
  const words = async (failure: Failure) => again(...sentence(failure, t("field"), await getLocale()));
  const ticked = form.getAll("keep").filter((one) => typeof one === "string");
  const laid = await layAside(await database(), { token, sealed, ticked, sent: await filesIn(form) }, now);
  if (!laid.ok) return words(laid);
  kept = keptFor(laid.value);
  if (laid.value.problem) return words(laid.value.problem);
  const result = await way.file({ token, text }, laid.value.files, now);
  if (!result.ok) return words(result);
  redirect(way.done(encodeURIComponent(token)));
}

/** What the form says of the files that came: their names, and how the next try names them. */
function keptFor({ files, sealed }: LaidAside): AppealFormState["kept"] {
  return files.length === 0 ? null : { sealed, files: files.map(({ sha256, name }) => ({ id: sha256, name })) };
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

/** What is wrong with a field, if it is one, and which; else what stands in the way. */
function sentence(failure: Failure, label: string, locale: string): [string, AppealFormState["field"]] {
  const failures = translatorFor(locale, "failures");
  const field = failure.fields?.some((one) => one.field === "files") ? "files" : "text";
  const wrong = failure.fields?.find((one) => one.field === "text");
  return [
    wrong ? failures(wrong.reason, { ...wrong.values, field: label }) : failures(failure.reason, failure.values),
    field,
  ];
}
