import { useTranslations } from "next-intl";
import type { OwnGolden } from "@/lib/quality/golden.contract";
import type { AgreementGroups } from "@/lib/quality/groups.rules";
import type { CoachingNote } from "@/lib/quality/review.contract";
import { Nameable } from "../queue/nameable";
import { EmptyState } from "../ui/empty-state";
import { Page } from "../ui/page";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { AgreementChart } from "./agreement-chart";
import { AgreementTable } from "./agreement-table";
import { ClauseName } from "./clause-name";
import { CoachingNotes } from "./coaching-notes";
import { useMonthName } from "./month-name";
import { OwnGoldenPanel } from "./own-golden";
import { QualityTabs } from "./quality-tabs";

type Props = {
  groups: AgreementGroups;
  notes: readonly CoachingNote[];
  maySeeTeam: boolean;
  golden: readonly OwnGolden[];
};

/** How far second looks agree with first decisions, and what they say to the reader alone. */
export function AgreementPage({ groups, notes, maySeeTeam, golden }: Props) {
  const t = useTranslations("quality");
  const monthName = useMonthName();
  const { byChance, all, byMonth, byClause, byLanguage, byPerson } = groups;
  const tables = [
    {
      key: "all",
      title: t("agreement.overall"),
      rows: [
        { key: "chance", name: t("agreement.byChance"), agreement: byChance },
        { key: "all", name: t("agreement.all"), agreement: all },
      ],
    },
    { key: "month", title: t("agreement.byMonth"), rows: byMonth.map((row) => ({ ...row, name: monthName(row.key) })) },
    {
      key: "clause",
      title: t("agreement.byClause"),
      rows: byClause.map((row) => ({ ...row, name: <ClauseName group={row} /> })),
    },
    {
      key: "language",
      title: t("agreement.byLanguage"),
      rows: byLanguage.map((row) => ({ ...row, name: <Nameable group="language" code={row.name} /> })),
    },
    { key: "person", title: t("agreement.byPerson"), rows: maySeeTeam ? byPerson : [] },
  ];
  return (
    <Page>
      <PageHeader title={t("title")} summary={maySeeTeam ? t("summaryTeam") : t("summaryOwn")} />
      <QualityTabs current="agreement" maySeeTeam={maySeeTeam} />
      {all.reviews === 0 ? (
        <EmptyState title={t("agreement.none")}>{t("agreement.noneText")}</EmptyState>
      ) : (
        <Panel title={t("agreement.title")} look="bare">
          <div className="grid gap-4 py-3">
            <p className="max-w-[72ch] text-13 text-ink-soft">{t("agreement.explained")}</p>
            {byMonth.length > 0 ? <AgreementChart months={byMonth} /> : null}
            <AgreementTable groups={tables} />
          </div>
        </Panel>
      )}
      <Panel title={t("coaching.title")} look="bare">
        <CoachingNotes notes={notes} />
      </Panel>
      {golden.length > 0 ? <OwnGoldenPanel answers={golden} /> : null}
    </Page>
  );
}
