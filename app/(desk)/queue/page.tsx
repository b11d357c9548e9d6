import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { QueuePageDesk } from "@/components/cases/queue-page-desk";
import { filterOf, searchOf } from "@/components/queue/filters.rules";
import { database } from "@/db/client";
import { can } from "@/lib/platform/permissions.rules";
import { QueueRequest } from "@/lib/queue/contract";
import { queueChoices, queueCounts } from "@/lib/queue/counts.queries";
import { openCases } from "@/lib/queue/queries";
import { pageActor } from "../page-actor";

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
  const request = QueueRequest.parse(Object.fromEntries(new URLSearchParams(search)));
  const db = await database();
  const [page, choices, counts] = await Promise.all([
    openCases(db, request, actor),
    queueChoices(db, actor),
    queueCounts(db, actor, request),
  ]);
  if (!page.ok || !choices.ok) notFound();
  return (
    <QueuePageDesk
      first={{ search, page: page.value }}
      choices={choices.value}
      counts={counts.ok ? counts.value : null}
      mayClaim={can(actor, "case.claim")}
    />
  );
}
