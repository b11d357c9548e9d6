import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { dayAtDesk } from "@/app/api/me/care/care-at-desk";
import { CalmScreen } from "@/components/care/calm-screen";
import { backTo } from "@/components/care/minutes.rules";
import { KeysProvider } from "@/components/shell/keys";
import { QueryProvider } from "@/components/shell/query-provider";
import { database } from "@/db/client";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { clientMessages } from "@/messages/load";
import { pageActor } from "../../(desk)/page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("care.calm"))("title") };
}

/** The calm screen, outside the desk's frame: no bar, no content. Whoever is not on a break has nothing to see here. */
export default async function BreakPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await pageActor("self.change");
  const back = backTo(one((await searchParams).from));
  const day = await dayAtDesk(await database(), actor);
  if (!day.ok || day.value.breakSince === null) redirect(back);
  return (
    <NextIntlClientProvider messages={clientMessages(await getLocale())}>
      <QueryProvider>
        <KeysProvider>
          <CalmScreen since={day.value.breakSince} held={day.value.held} back={back} />
        </KeysProvider>
      </QueryProvider>
    </NextIntlClientProvider>
  );
}
