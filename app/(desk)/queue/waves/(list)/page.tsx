import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { wordsFor } from "@/components/ui/localised.rules";
import { Page } from "@/components/ui/page";
import { WavesDesk } from "@/components/waves/waves-desk";
import { database } from "@/db/client";
import { openWaves } from "@/lib/decisions/wave-list.queries";
import { can } from "@/lib/platform/permissions.rules";
import { queueChoices } from "@/lib/queue/counts.queries";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("waves"))("title") };
}

/** Items that repeat one another, gathered. */
export default async function WavesPage({ searchParams }: { searchParams: Promise<{ after?: string | string[] }> }) {
  const actor = await pageActor("case.view");
  if (!actor) notFound();
  const { after } = await searchParams;
  const db = await database();
  const [page, choices] = await Promise.all([
    openWaves(db, actor, typeof after === "string" ? after : undefined),
    queueChoices(db, actor),
  ]);
  if (!page.ok || !choices.ok) notFound();
  const locale = await getLocale();
  const names = new Map(choices.value.platforms.map(({ id, name }) => [id, wordsFor(name, locale).text]));
  return (
    <Page>
      <WavesDesk
        first={page.value}
        after={typeof after === "string" ? after : null}
        names={Object.fromEntries(names)}
        mayGather={can(actor, "case.claim")}
      />
    </Page>
  );
}
