import Link from "next/link";
import { useTranslations } from "next-intl";
import type { AuditRow } from "@/lib/platform/audit-log";
import { Reference } from "../ui/reference";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";
import { ActorName, type NamedPlatform, Outcome, Subject, useVerbWords } from "./audit-words";

type Props = { entries: readonly AuditRow[]; platforms: readonly NamedPlatform[] };

export function AuditTable({ entries, platforms }: Props) {
  const t = useTranslations("audit.table");
  const words = useVerbWords();
  return (
    <Table isCards caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("verb")}</HeaderCell>
          <HeaderCell>{t("outcome")}</HeaderCell>
          <HeaderCell>{t("actor")}</HeaderCell>
          <HeaderCell>{t("subject")}</HeaderCell>
          <HeaderCell>{t("at")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <TableRow key={entry.seq}>
            <HeaderCell scope="row">
              <Link href={`/audit/${entry.seq}`} className="rounded-sm underline-offset-3 hover:underline">
                {words(entry.verb) ?? <Reference>{entry.verb}</Reference>}
              </Link>
              <Reference className="block text-12 font-normal text-ink-soft">{entry.verb}</Reference>
            </HeaderCell>
            <Cell label={t("outcome")}>
              <Outcome outcome={entry.outcome} />
            </Cell>
            <Cell label={t("actor")} className="min-w-28">
              <ActorName actor={entry} />
            </Cell>
            <Cell label={t("subject")} isWide className="min-w-36">
              <Subject kind={entry.subjectKind} id={entry.subjectId} platforms={platforms} />
            </Cell>
            <Cell label={t("at")} isWide>
              <Time value={entry.at} show="exact" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
