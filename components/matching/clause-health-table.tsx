import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ClauseHealth } from "@/lib/quality/health.rules";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";

export type NamedClause = ClauseHealth & { title: string; href: string | null; matchedHref: string };

/** What each clause caught and missed lately, the most trouble first. */
export function ClauseHealthTable({ clauses }: { clauses: readonly NamedClause[] }) {
  const t = useTranslations("suggestions.clauses");
  return (
    <Table caption={t("title")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("clause")}</HeaderCell>
          {(["decided", "first", "listed", "missed", "wrong"] as const).map((key) => (
            <HeaderCell key={key} isNumber>
              {t(key)}
            </HeaderCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {clauses.map(({ ref, title, href, matchedHref, reasons, ...counts }) => (
          <TableRow key={ref}>
            <HeaderCell scope="row">
              {href ? (
                <TextLink href={href} via={Link}>
                  {ref}
                </TextLink>
              ) : (
                ref
              )}
              <span className="ml-2 font-normal text-ink-soft">{title}</span>
              <TextLink href={matchedHref} via={Link} className="ml-2 font-normal">
                {t("matched")}
              </TextLink>
              <Reasons reasons={reasons} />
            </HeaderCell>
            <Cell isNumber>{counts.decided}</Cell>
            <Cell isNumber>{counts.first}</Cell>
            <Cell isNumber>{counts.listed}</Cell>
            <Cell isNumber>{counts.missed}</Cell>
            <Cell isNumber>{counts.wrong}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Why people left this clause where it stood first, the reason most often given first. */
export function Reasons({ reasons }: Pick<ClauseHealth, "reasons">) {
  const t = useTranslations("case.override.codes");
  const given = Object.entries(reasons).sort(([, one], [, other]) => other - one);
  if (given.length === 0) return null;
  const inWords = given.map(([code, count]) => `${t.has(code) ? t(code) : code} (${count})`);
  return <span className="block text-12 font-normal text-ink-soft">{inWords.join(" · ")}</span>;
}
