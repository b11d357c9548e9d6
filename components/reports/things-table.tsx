import { useFormatter, useTranslations } from "next-intl";
import type { ListedThing } from "@/lib/transparency/report-source.contract";
import { QuietLink } from "../policy/quiet-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

/** Where a listed thing is read; null where the reader may not, or where there is nothing more to read. */
function pathOf({ kind, id, caseId, isHidden }: ListedThing): string | null {
  if (isHidden) return null;
  switch (kind) {
    case "order":
      return `/settings/orders/${id}`;
    case "appeal":
      return `/appeals/${id}`;
    case "dispute":
      return `/disputes/${id}`;
    case "suspension":
      return `/misuse/${id}`;
    default:
      return caseId ? `/cases/${caseId}` : null;
  }
}

/** What a number counts, one line each. */
export function ThingsTable({ things }: { things: readonly ListedThing[] }) {
  const t = useTranslations("reports.things");
  const words = useTranslations("policyEdit.restrictions");
  const format = useFormatter();
  const hasHours = things.some(({ hours }) => hours !== null);
  return (
    <Table isCards caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("thing")}</HeaderCell>
          <HeaderCell>{t("at")}</HeaderCell>
          <HeaderCell>{t("clause")}</HeaderCell>
          <HeaderCell>{t("restriction")}</HeaderCell>
          <HeaderCell isNumber>{hasHours ? t("hours") : t("counts")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {things.map((thing) => {
          const path = pathOf(thing);
          const name = thing.isHidden ? t("hidden") : (thing.reference ?? t(`kinds.${thing.kind}`));
          return (
            <TableRow key={`${thing.id} ${thing.at.toISOString()}`}>
              <HeaderCell scope="row">
                {path ? (
                  <TextLink via={QuietLink} href={path}>
                    {name}
                  </TextLink>
                ) : (
                  name
                )}
              </HeaderCell>
              <Cell label={t("at")}>
                <Time value={thing.at.toISOString()} />
              </Cell>
              <Cell label={t("clause")}>{thing.clause ?? "–"}</Cell>
              <Cell label={t("restriction")} className="wrap-anywhere">
                {thing.value && words.has(thing.value) ? words(thing.value) : (thing.value ?? "–")}
              </Cell>
              <Cell label={hasHours ? t("hours") : t("counts")} isNumber>
                {format.number(thing.hours ?? thing.count, { maximumFractionDigits: 2 })}
              </Cell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
