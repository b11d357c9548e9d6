import "server-only";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { CommitmentTable } from "@/components/commitments/commitment-table";
import { Milestones } from "@/components/commitments/milestones";
import { RegisterForm, RegisterImport } from "@/components/commitments/register-forms";
import { EmptyState } from "@/components/ui/empty-state";
import { Localised } from "@/components/ui/localised";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { Stat } from "@/components/ui/stat";
import { TabLinks } from "@/components/ui/tab-links";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import type { RegisterOverview } from "@/lib/commitments/contract";
import { registerList, registerOverview } from "@/lib/commitments/queries";
import { can, type Person } from "@/lib/platform/permissions.rules";

/** One register of commitments, the first where none is named; where there is none, the form that takes one over. */
export async function RegisterScreen({ actor, slug }: { actor: Person; slug: string | null }) {
  const t = await getTranslations("commitments");
  const db = await database();
  const list = await registerList(db, actor);
  const registers = list.ok ? list.value : [];
  const chosen = slug ?? registers[0]?.slug ?? null;
  const found = chosen === null ? null : await registerOverview(db, chosen, actor, new Date());
  if (found && !found.ok) notFound();
  const links = registers.map((one) => ({
    href: `/commitments/${one.slug}`,
    isCurrent: one.slug === chosen,
    label: <Localised value={one.title} />,
  }));
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      {links.length > 0 ? <TabLinks label={t("registers")} links={links} via={Link} /> : null}
      {found?.ok ? (
        <Register overview={found.value} />
      ) : (
        <Panel>
          <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
        </Panel>
      )}
      {can(actor, "commitment.manage") ? <RegisterImport /> : null}
    </Page>
  );
}

async function Register({ overview }: { overview: RegisterOverview }) {
  const t = await getTranslations("commitments");
  const locale = await getLocale();
  const { register, groups, milestones, open, may, people } = overview;
  const tone = (count: number) => (count > 0 ? { tone: "danger" as const } : {});
  return (
    <>
      <p className="reading text-ink-soft">
        <Localised value={register.source} />
      </p>
      <dl className="flex flex-wrap gap-8">
        <Stat label={t("filters.anomalies")} value={open.anomalies} {...tone(open.anomalies)} />
        <Stat label={t("filters.late")} value={open.lateReviews} {...tone(open.lateReviews)} />
        <Stat label={t("filters.unowned")} value={open.unowned} />
      </dl>
      <p>
        <TextLink via={Link} href={`/commitments/${register.slug}/reports`}>
          {t("reports.link")}
        </TextLink>
      </p>
      <Milestones register={register} milestones={milestones} mayPass={may.lead} />
      {groups.map((group) => (
        <CommitmentTable key={group.name.en} slug={register.slug} group={group} locale={locale} />
      ))}
      {may.manage ? <RegisterForm key={register.version} register={register} people={people} /> : null}
    </>
  );
}
