import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { WaitingCopies } from "@/components/copies/waiting-copies";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { waitingCopies } from "@/lib/decisions/copy-review.queries";
import { one } from "@/lib/platform/asked.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("copies"))("title") };
}

type Props = { searchParams: Promise<{ after?: string | string[] }> };

/** Copies for the Transparency Database that leave only once somebody has looked at them. */
export default async function CopiesPage({ searchParams }: Props) {
  const actor = await pageActor("outbox.view");
  const t = await getTranslations("copies");
  const after = one((await searchParams).after) || undefined;
  const { items, next } = await waitingCopies(await database(), actor, after);
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <Panel isFlush>
        {items.length > 0 ? (
          <WaitingCopies copies={items} />
        ) : (
          <EmptyState title={t("empty.title")}>{t("empty.text")}</EmptyState>
        )}
      </Panel>
      <Pagination
        label={t("title")}
        previous={after ? "/outbox/copies" : null}
        next={next ? `/outbox/copies?after=${encodeURIComponent(next)}` : null}
        via={Link}
      />
    </Page>
  );
}
