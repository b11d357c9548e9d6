import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { MisuseTable, WaitingComplaints } from "@/components/misuse/misuse-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { platformNames } from "@/lib/administration/queries";
import { misusePage } from "@/lib/misuse/misuse.queries";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("misuse"))("title") };
}

/** Who comes near a suspension for misuse, on both sides, and complaints about suspensions. */
export default async function MisusePage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await pageActor("misuse.view");
  const t = await getTranslations("misuse");
  const given = await searchParams;
  const [after, complaints] = [one(given.after), one(given.complaints)];
  const [db, now] = [await database(), new Date()];
  const places = { ...(after ? { after } : {}), ...(complaints ? { complaints } : {}) };
  const asked = after || complaints ? await misusePage(db, actor, now, places) : null;
  // A cursor that is not one of ours shows the first page.
  const page = asked?.ok ? asked : await misusePage(db, actor, now);
  if (!page.ok) notFound();
  const { rows, next, appeals, appealsNext } = page.value;
  const platforms = await platformNames(db);
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <p>
        <TextLink href="/accounts" via={Link}>
          {t("toAccounts")}
        </TextLink>
      </p>
      {appeals.length > 0 ? (
        <Panel title={t("complaints")}>
          <WaitingComplaints appeals={appeals} />
          <Pagination
            label={t("complaints")}
            previous={complaints ? "/misuse" : null}
            next={appealsNext ? `/misuse?complaints=${appealsNext}` : null}
            via={Link}
          />
        </Panel>
      ) : null}
      <Panel title={t("near")} isFlush>
        {rows.length > 0 ? (
          <MisuseTable rows={rows} platforms={platforms} />
        ) : (
          <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
        )}
      </Panel>
      <Pagination
        label={t("near")}
        previous={after ? "/misuse" : null}
        next={next ? `/misuse?after=${next}` : null}
        via={Link}
      />
    </Page>
  );
}
