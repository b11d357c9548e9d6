import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { HeldList } from "@/components/transparency/held-list";
import { LanePanel } from "@/components/transparency/lane-panel";
import { StoppedLanes } from "@/components/transparency/stopped-lanes";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { platformNames } from "@/lib/administration/queries";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { isInUse } from "@/lib/transparency/submissions.contract";
import { databaseLanes, heldSubmissions } from "@/lib/transparency/submissions.queries";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("database"))("title") };
}

/** How statements of reasons reach the Transparency Database, platform by platform, and which of them a person must look at. */
export default async function DatabasePage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await pageActor("outbox.view");
  const t = await getTranslations("database");
  const isHans = (await getLocale()) === "zh-Hans";
  const db = await database();
  const after = one((await searchParams).after);
  const [lanes, names] = await Promise.all([databaseLanes(db), platformNames(db)]);
  const asked = after ? await heldSubmissions(db, actor, { after }) : null;
  // A cursor that is not one of ours shows the first page.
  const page = asked?.ok ? asked : await heldSubmissions(db, actor);
  const { held, next } = page.ok ? page.value : { held: [], next: null };
  const nameOf = (id: string) => {
    const name = names.find((one) => one.id === id)?.name;
    return (isHans ? name?.hans : name?.en) ?? id;
  };
  const stopped = lanes.filter((lane) => lane.isOn && lane.stoppedAt !== null && isInUse(lane));
  const toLookAt = lanes.reduce((sum, { counts }) => sum + counts.to_review, 0);
  const mayAct = can(actor, "outbox.retry");
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <Panel isFlush title={t("held")}>
        {stopped.length > 0 ? <StoppedLanes lanes={stopped} nameOf={nameOf} mayResume={mayAct} /> : null}
        {held.length > 0 ? <HeldList held={held} platformName={nameOf} maySettle={mayAct} /> : null}
        {toLookAt > 0 ? (
          <p className="px-4 py-3">
            <TextLink via={Link} href="/outbox/copies">
              {t("toLookAt", { count: toLookAt })}
            </TextLink>
          </p>
        ) : null}
        {stopped.length + held.length + toLookAt > 0 ? null : (
          <EmptyState title={t("empty.title")}>{t("empty.text")}</EmptyState>
        )}
      </Panel>
      <Pagination
        label={t("held")}
        previous={after ? "/outbox/database" : null}
        next={next ? `/outbox/database?after=${next}` : null}
        via={Link}
      />
      {lanes.map((lane) => (
        <LanePanel key={lane.platformId} lane={lane} name={nameOf(lane.platformId)} mayResume={mayAct} />
      ))}
    </Page>
  );
}
