import { useLocale, useTranslations } from "next-intl";
import type { ReferralRow } from "@/lib/crime/referral.contract";
import { QuietLink } from "../policy/quiet-link";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

const tones = { open: "danger", sent: "good", refused: "neutral" } as const;

/** Referrals with their age and who must act. */
export function ReferralTable({ referrals }: { referrals: readonly ReferralRow[] }) {
  const t = useTranslations("crime");
  const names = new Intl.DisplayNames([useLocale()], { type: "region", style: "short" });
  return (
    <Table caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("offence")}</HeaderCell>
          <HeaderCell>{t("case")}</HeaderCell>
          <HeaderCell>{t("state")}</HeaderCell>
          <HeaderCell>{t("suspicionAt")}</HeaderCell>
          <HeaderCell>{t("country")}</HeaderCell>
          <HeaderCell>{t("who")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {referrals.map((row) => (
          <TableRow key={row.id}>
            <HeaderCell scope="row">
              <TextLink href={`/referrals/${row.id}`} via={QuietLink}>
                {t(`offences.${row.offence}`)}
              </TextLink>
            </HeaderCell>
            <Cell>
              <TextLink href={`/cases/${row.caseId}`} via={QuietLink} className="font-mono">
                {row.case}
              </TextLink>
            </Cell>
            <Cell>
              <Status look="plain" tone={tones[row.state]}>
                {t(`states.${row.state}`)}
              </Status>
            </Cell>
            <Cell>
              <Time value={row.suspicionAt} show="exact" />
            </Cell>
            <Cell>{row.country ? (names.of(row.country) ?? row.country) : t("countryUnknown")}</Cell>
            <Cell>
              <Whose row={row} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Whose({ row }: { row: ReferralRow }) {
  const t = useTranslations("crime");
  if (row.state !== "open") return row.endedBy ?? "";
  return (
    <span className="grid gap-0.5">
      <span>{t("whoSends")}</span>
      <span className="text-12 text-ink-soft">{t("whoRefuses", { name: row.openedBy })}</span>
    </span>
  );
}
