import { useTranslations } from "next-intl";
import type { ReviewRow } from "@/lib/quality/review.contract";
import { QuietLink } from "../policy/quiet-link";
import { Nameable } from "../queue/nameable";
import { Localised } from "../ui/localised";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

/** Second looks that wait, or that were given; of those that wait nothing tells what was decided. */
export function ReviewsTable({ rows, caption }: { rows: readonly ReviewRow[]; caption: string }) {
  const t = useTranslations("quality.reviews");
  const isDone = rows.some(({ done }) => done !== null);
  return (
    <Table isCards caption={caption}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("review")}</HeaderCell>
          <HeaderCell>{t("platform")}</HeaderCell>
          <HeaderCell>{t("language")}</HeaderCell>
          <HeaderCell>{isDone ? t("reviewedAt") : t("drawnAt")}</HeaderCell>
          {isDone ? <HeaderCell>{t("by")}</HeaderCell> : null}
          {isDone ? <HeaderCell>{t("result")}</HeaderCell> : null}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ sampleId, code, platform, language, at, done }) => (
          <TableRow key={sampleId}>
            <HeaderCell scope="row">
              <TextLink via={QuietLink} href={`/quality/reviews/${sampleId}`}>
                <Reference className="select-auto">{done?.reference ?? code}</Reference>
              </TextLink>
            </HeaderCell>
            <Cell label={t("platform")}>
              <Localised value={platform} />
            </Cell>
            <Cell label={t("language")}>
              <Nameable group="language" code={language} />
            </Cell>
            <Cell label={isDone ? t("reviewedAt") : t("drawnAt")}>
              <Time value={at} />
            </Cell>
            {done ? <Cell label={t("by")}>{done.by}</Cell> : null}
            {done ? (
              <Cell label={t("result")}>
                <Result done={done} />
              </Cell>
            ) : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Result({ done }: { done: NonNullable<ReviewRow["done"]> }) {
  const t = useTranslations("quality");
  const { sameFinding, sameSanctions, isConcluded } = done;
  const word = sameFinding ? (sameSanctions ? "same" : "otherSanctions") : "otherFinding";
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      <Status look="plain" tone={word === "same" ? "good" : "caution"}>
        {t(`pair.${word}`)}
      </Status>
      {isConcluded ? null : <span className="text-ink-soft">{t("reviews.notConcluded")}</span>}
    </span>
  );
}
