import Link from "next/link";
import { useTranslations } from "next-intl";
import type { CommitmentRow, RegisterOverview } from "@/lib/commitments/contract";
import { LiveTime } from "../ui/live-time";
import { Localised } from "../ui/localised";
import { wordsFor } from "../ui/localised.rules";
import { Panel } from "../ui/panel";
import { Status, Tag } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { IndicatorSpark } from "./indicator-chart";
import { CommitmentStatus, IndicatorName, useIndicatorValue } from "./words";

type Props = { slug: string; group: RegisterOverview["groups"][number]; locale: string };

/** The commitments of one group: whose, how far, when the next review is due, and what is measured now. */
export function CommitmentTable({ slug, group, locale }: Props) {
  const t = useTranslations("commitments");
  return (
    <Panel title={<Localised value={group.name} />} isFlush>
      {/* One table a group, and the same columns in all of them: the eye goes down the register, not along each group. */}
      <Table isCards className="lg:table-fixed" caption={t("caption", { group: wordsFor(group.name, locale).text })}>
        <TableHead>
          <TableRow>
            <HeaderCell className="lg:w-[34%]">{t("commitment")}</HeaderCell>
            <HeaderCell className="lg:w-[12%]">{t("owner")}</HeaderCell>
            <HeaderCell className="lg:w-[13%]">{t("status")}</HeaderCell>
            <HeaderCell className="lg:w-[11%]">{t("review")}</HeaderCell>
            <HeaderCell>{t("indicator")}</HeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {group.commitments.map((row) => (
            <Row key={row.id} slug={slug} row={row} />
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}

function Row({ slug, row }: { slug: string; row: CommitmentRow }) {
  const t = useTranslations("commitments");
  return (
    <TableRow>
      <HeaderCell scope="row" className="align-top">
        <TextLink via={Link} href={`/commitments/${slug}/${encodeURIComponent(row.ref)}`}>
          {row.ref} <Localised value={row.title} />
        </TextLink>
        {row.isModeration ? null : (
          <span className="mt-1 block font-normal">
            <Tag>{t("elsewhereShort")}</Tag>
          </span>
        )}
      </HeaderCell>
      <Cell label={t("owner")} className="align-top">
        {row.owner?.name ?? <span className="text-ink-soft">{t("noOwner")}</span>}
      </Cell>
      <Cell label={t("status")} className="align-top">
        <span className="grid gap-0.5">
          <CommitmentStatus status={row.status} />
          {row.openAnomalies > 0 ? (
            <Status look="plain" tone="danger">
              {t("anomalyCount", { count: row.openAnomalies })}
            </Status>
          ) : null}
        </span>
      </Cell>
      <Cell label={t("review")} className="align-top">
        <span className="grid gap-0.5">
          <LiveTime value={row.reviewDueAt} />
          {row.isReviewLate ? (
            <Status look="plain" tone="danger">
              {t("late")}
            </Status>
          ) : null}
        </span>
      </Cell>
      <Cell label={t("indicator")} className="align-top">
        <ul className="grid gap-1.5">
          {row.indicators.map((indicator) => (
            <Indicator key={indicator.id} indicator={indicator} />
          ))}
        </ul>
      </Cell>
    </TableRow>
  );
}

function Indicator({ indicator }: { indicator: CommitmentRow["indicators"][number] }) {
  const t = useTranslations("commitments.indicators");
  const value = useIndicatorValue();
  const last = indicator.points.findLast((point) => point.value !== null);
  return (
    <li className="flex flex-wrap items-center gap-x-3">
      <span className="grid min-w-0">
        <span className="text-12 text-ink-soft">
          <IndicatorName indicator={indicator} />
        </span>
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium tabular-nums">{value(indicator.unit, last?.value ?? null)}</span>
          {last && indicator.unit !== "count" ? (
            <span className="text-12 text-ink-soft">{t("of", { count: last.count })}</span>
          ) : null}
          {indicator.isOutside ? (
            <Status look="plain" tone="danger">
              {t("outside")}
            </Status>
          ) : null}
        </span>
      </span>
      <IndicatorSpark indicator={indicator} />
    </li>
  );
}
