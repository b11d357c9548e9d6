import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { ChoosePassword } from "@/components/people/choose-password";
import { one } from "@/lib/platform/asked.rules";
import { appUrl } from "@/lib/platform/env";
import { currentPerson } from "@/lib/platform/session";
import { pathToGo } from "@/lib/platform/sign-in.rules";
import { clientMessages } from "@/messages/load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.choosePassword"))("title") };
}

type Props = { searchParams: Promise<{ next?: string | string[] }> };

/** Where whoever signed in with a password that was made for them comes first. Others have no business here. */
export default async function ChoosePasswordPage({ searchParams }: Props) {
  const path = pathToGo(one((await searchParams).next) || undefined, appUrl());
  const person = await currentPerson();
  if (!person) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  if (!person.mustChangePassword) redirect(path);
  const t = await getTranslations("people.choosePassword");
  return (
    <div className="grid gap-8">
      <header className="grid gap-2">
        <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
        <p className="reading text-ink-soft">{t("lead")}</p>
      </header>
      <NextIntlClientProvider messages={clientMessages(await getLocale())}>
        <ChoosePassword next={path} />
      </NextIntlClientProvider>
    </div>
  );
}
