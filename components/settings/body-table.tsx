import { useLocale, useTranslations } from "next-intl";
import type { DisputeBodyRow } from "@/lib/administration/dispute-body.contract";
import { useCountry } from "../orders/order-words";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";

/** Certified bodies as their list names them. Addresses are text here: the page that people are shown links them. */
export function BodyTable({ bodies }: { bodies: readonly DisputeBodyRow[] }) {
  const t = useTranslations("disputes.bodies");
  const country = useCountry();
  const languages = new Intl.DisplayNames([useLocale()], { type: "language" });
  return (
    <Table caption={t("caption")} isCards>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("name")}</HeaderCell>
          <HeaderCell>{t("languages")}</HeaderCell>
          <HeaderCell>{t("fields")}</HeaderCell>
          <HeaderCell>{t("state")}</HeaderCell>
          <HeaderCell>{t("synced")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {bodies.map((body) => (
          <TableRow key={body.id}>
            <HeaderCell scope="row">
              {body.name}
              <span className="block text-12 font-normal text-ink-soft [overflow-wrap:anywhere]">
                {country(body.country)} · {body.url}
              </span>
            </HeaderCell>
            <Cell label={t("languages")} isWide>
              {body.languages.map((tag) => languages.of(tag) ?? tag).join(", ")}
            </Cell>
            <Cell label={t("fields")} isWide>
              {body.fields.join(" · ")}
            </Cell>
            <Cell label={t("state")}>
              <Status look="plain" tone={body.isCertified ? "good" : "neutral"}>
                {t(body.isCertified ? "certified" : "notCertified")}
              </Status>
              {body.certifiedUntil ? (
                <span className="block text-12 text-ink-soft">
                  {t("until")} <Time value={body.certifiedUntil} show="day" zone="UTC" />
                </span>
              ) : null}
            </Cell>
            <Cell label={t("synced")}>
              <Time value={body.lastSyncedAt} show="day" />
              <span className="block text-12 text-ink-soft [overflow-wrap:anywhere]">{body.sourceList}</span>
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
