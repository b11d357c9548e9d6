import { useTranslations } from "next-intl";
import type { ClauseHealthView } from "@/lib/quality/clause-health.contract";
import { healthCounts } from "@/lib/quality/clause-health.rules";
import { Nameable } from "../queue/nameable";
import { Localised } from "../ui/localised";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { clauseHref, healthHref } from "./addresses.rules";
import { QuietLink } from "./quiet-link";

/** Clause by clause, in all, by language and by who brought the cases; each number leads to its cases. */
export function ClauseHealth({ view }: { view: ClauseHealthView }) {
  const t = useTranslations("policyHealth");
  return (
    <Table caption={t("title")} isHeadSticky className="text-13">
      <TableHead>
        <TableRow>
          <HeaderCell>{t("clause")}</HeaderCell>
          {healthCounts.map((count) => (
            <HeaderCell key={count} isNumber title={t(`means.${count}`)}>
              {t(`counts.${count}`)}
            </HeaderCell>
          ))}
          <HeaderCell isNumber>{t("median")}</HeaderCell>
          <HeaderCell>{t("instead")}</HeaderCell>
          <HeaderCell isNumber>{t("trouble")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {view.rows.map((row) => (
          <Row key={`${row.ref} ${row.language} ${row.source}`} row={row} view={view} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ row, view }: { row: ClauseHealthView["rows"][number]; view: ClauseHealthView }) {
  const t = useTranslations("policyHealth");
  const { ref, language, source, version, title } = row;
  const platform = view.platform.id;
  const of = { language: language ?? undefined, source: source ?? undefined };
  const hrefOf = (count: string) =>
    `${healthHref(platform, { ...of, days: String(view.days), clause: ref, count })}#cases`;
  return (
    <TableRow>
      <HeaderCell scope="row" className="min-w-48 align-top font-normal">
        {language === null && source === null ? (
          <>
            {version === null ? (
              ref
            ) : (
              <TextLink href={clauseHref(platform, { version, ref })} via={QuietLink}>
                {ref}
              </TextLink>
            )}{" "}
            <Localised value={title} className="text-ink-soft" />
          </>
        ) : (
          <span className="pl-4 text-ink-soft">
            <span className="sr-only">{ref} </span>
            {source === null ? (
              <Nameable group="language" code={language} />
            ) : (
              <>
                {t("from")} <Nameable group="source" code={source} />
              </>
            )}
          </span>
        )}
      </HeaderCell>
      {healthCounts.map((count) => (
        <Cell key={count} isNumber className="align-top">
          {row[count] === 0 ? (
            <span className="text-ink-faint">0</span>
          ) : (
            <TextLink href={hrefOf(count)} via={QuietLink} isPlain>
              {row[count]}
            </TextLink>
          )}
        </Cell>
      ))}
      <Cell isNumber className="align-top">
        {row.medianHours === null ? "–" : t("hours", { hours: Math.round(row.medianHours * 10) / 10 })}
      </Cell>
      <Cell className="min-w-40 align-top">
        {row.instead.map(({ ref: other, count }) => (
          <span key={other} className="block">
            {other === null ? t("noViolation") : other} ({count})
          </span>
        ))}
      </Cell>
      <Cell isNumber className="align-top">
        {row.trouble}
      </Cell>
    </TableRow>
  );
}
