import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { QueuePageDesk } from "@/components/cases/queue-page-desk";
import { filterOf, searchOf } from "@/components/queue/filters.rules";
import { rememberedCookie, wayBack } from "@/components/queue/remembered.rules";
import { database } from "@/db/client";
import { can } from "@/lib/platform/permissions.rules";
import { forMeAtDesk } from "@/lib/quality/desk.queries";
import { QueueRequest } from "@/lib/queue/contract";
import { queueChoices, queueCounts } from "@/lib/queue/counts.queries";
import { openCases } from "@/lib/queue/queries";
import { viewsFor } from "@/lib/queue/views.queries";
import { pageActor } from "../../page-actor";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("queue"))("title") };
}

/** The shared queue, under the filter in the address. */
export default async function Page({ searchParams }: Props) {
  const actor = await pageActor("case.view");
  const asked = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
  const search = searchOf(filterOf(asked));
  const cookie = rememberedCookie(actor.id);
  const back = wayBack(asked.toString(), (await cookies()).get(cookie)?.value);
  if (back) redirect(back);
  const request = QueueRequest.parse(Object.fromEntries(new URLSearchParams(search)));
  const db = await database();
  const [page, choices, counts, views, forMe] = await Promise.all([
    openCases(db, request, actor),
    queueChoices(db, actor),
    queueCounts(db, actor, request),
    viewsFor(db, actor),
    forMeAtDesk(db, actor),
  ]);
  if (!page.ok || !choices.ok) notFound();
  return (
    <QueuePageDesk
      first={{ search, page: page.value }}
      choices={choices.value}
      counts={counts.ok ? counts.value : null}
      views={views.ok ? views.value : []}
      forMe={forMe.ok ? forMe.value : []}
      cookie={cookie}
      mayClaim={can(actor, "case.claim")}
      mayReveal={can(actor, "media.reveal")}
    />
  );
}
