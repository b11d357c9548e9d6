import Link from "next/link";
import { useTranslations } from "next-intl";
import type { AuditRow } from "@/lib/platform/audit-log";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";
import { ActorName, Outcome, Subject } from "./audit-words";

export function AuditTable({ entries }: { entries: readonly AuditRow[] }) {
  const t = useTranslations("audit.table");
  return (
    <Table caption={t("caption")}>
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
              <Link
                href={`/audit/${entry.seq}`}
                className="rounded-sm font-mono text-13 whitespace-nowrap underline-offset-3 hover:underline"
              >
                {entry.verb}
              </Link>
            </HeaderCell>
            <Cell>
              <Outcome outcome={entry.outcome} />
            </Cell>
            <Cell className="min-w-28">
              <ActorName actor={entry} />
            </Cell>
            <Cell className="min-w-36">
              <Subject kind={entry.subjectKind} id={entry.subjectId} />
            </Cell>
            <Cell>
              <Time value={entry.at} show="exact" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
