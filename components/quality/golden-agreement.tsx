import { useTranslations } from "next-intl";
import type { AgreementGroups } from "@/lib/quality/groups.rules";
import { Nameable } from "../queue/nameable";
import { Panel } from "../ui/panel";
import { AgreementTable } from "./agreement-table";
import { ClauseName } from "./clause-name";
import { useMonthName } from "./month-name";

/** How far answers to golden items agree with what is settled: over time, by clause, by language and by person. */
export function GoldenAgreement({ groups }: { groups: AgreementGroups }) {
  const t = useTranslations("golden");
  const of = useTranslations("quality.agreement");
  const monthName = useMonthName();
  if (groups.all.reviews === 0) return null;
  const { all, byMonth, byClause, byLanguage, byPerson } = groups;
  const tables = [
    { key: "all", title: of("overall"), rows: [{ key: "all", name: t("agreement"), agreement: all }] },
    { key: "month", title: t("byMonth"), rows: byMonth.map((row) => ({ ...row, name: monthName(row.key) })) },
    {
      key: "clause",
      title: of("byClause"),
      rows: byClause.map((row) => ({ ...row, name: <ClauseName group={row} /> })),
    },
    {
      key: "language",
      title: of("byLanguage"),
      rows: byLanguage.map((row) => ({ ...row, name: <Nameable group="language" code={row.name} /> })),
    },
    { key: "person", title: t("byPerson"), rows: byPerson },
  ];
  return (
    <Panel title={t("agreement")} look="bare">
      <div className="grid gap-4 py-3">
        <p className="max-w-[72ch] text-13 text-ink-soft">{t("agreementText")}</p>
        <AgreementTable groups={tables} />
      </div>
    </Panel>
  );
}
