import { useTranslations } from "next-intl";
import type { HealthCase } from "@/lib/quality/clause-health.contract";
import { NotShown } from "../care/not-shown";
import { SafeText } from "../cases/safe-text";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { QuietLink } from "./quiet-link";

/** The cases behind a number of a clause: what stood first, and what was found. */
export function HealthCases({ cases }: { cases: readonly HealthCase[] }) {
  const t = useTranslations("policyHealth.cases");
  return (
    <Table isCards caption={t("title")} className="text-13">
      <TableHead>
        <TableRow>
          {(["case", "first", "found", "content"] as const).map((key) => (
            <HeaderCell key={key}>{t(key)}</HeaderCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {cases.map((row) => (
          <TableRow key={row.decisionId}>
            <HeaderCell scope="row" className="align-top whitespace-nowrap">
              <TextLink href={`/cases/${row.caseId}`} via={QuietLink}>
                {row.reference}
              </TextLink>{" "}
              <Time value={row.decidedAt} show="day" className="text-12 font-normal text-ink-soft" />
            </HeaderCell>
            <Cell label={t("first")} className="align-top">
              {row.first ?? t("nothing")}
            </Cell>
            <Cell label={t("found")} className="align-top">
              {row.decided.length > 0 ? row.decided.join(" · ") : t("noViolation")}
            </Cell>
            <Cell label={t("content")} isWide dir="auto" className="align-top [overflow-wrap:anywhere] text-ink-soft">
              {row.notShown.length > 0 ? <NotShown classes={row.notShown} /> : <SafeText text={row.excerpt} />}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
