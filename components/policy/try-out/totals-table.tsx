import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Grouping, type Totals, verdicts } from "@/lib/policy/try-out/contract";
import { groupsByChange } from "@/lib/policy/try-out/totals.rules";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../../ui/table";
import { TextLink } from "../../ui/text-link";
import { QuietLink } from "../quiet-link";

type Props = {
  grouping: Grouping;
  groups: Record<string, Totals>;
  nameOf: (key: string) => ReactNode;
  /** The cases behind a number; without a verdict, all of the group. */
  hrefOf: (key: string, verdict?: string) => string;
};

/** One line a clause, a role or a language; those for whom something changes first. Each number leads to its cases. */
export function TotalsTable({ grouping, groups, nameOf, hrefOf }: Props) {
  const t = useTranslations("policyTryOut");
  return (
    <Table caption={t(`by.${grouping}`)} isCaptionShown>
      <TableHead>
        <TableRow>
          <HeaderCell>{t(`groupings.${grouping}`)}</HeaderCell>
          {(["all", ...verdicts] as const).map((key) => (
            <HeaderCell key={key} isNumber>
              {t(`verdicts.${key}`)}
            </HeaderCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {groupsByChange(groups).map(({ key, totals }) => (
          <TableRow key={key}>
            <HeaderCell scope="row" className="min-w-40 font-normal">
              {nameOf(key)}
            </HeaderCell>
            <NumberCell value={totals.all} href={hrefOf(key)} />
            {verdicts.map((verdict) => (
              <NumberCell key={verdict} value={totals[verdict]} href={hrefOf(key, verdict)} />
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Nothing is behind a nought. */
function NumberCell({ value, href }: { value: number; href: string }) {
  return (
    <Cell isNumber>
      {value === 0 ? (
        <span className="text-ink-faint">0</span>
      ) : (
        <TextLink href={href} via={QuietLink} isPlain>
          {value}
        </TextLink>
      )}
    </Cell>
  );
}
