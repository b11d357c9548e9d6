import Link from "next/link";
import { useTranslations } from "next-intl";
import { clockDoers } from "@/lib/clocks/clock.rules";
import type { ClockEntry } from "@/lib/clocks/contract";
import { LiveTime } from "../ui/live-time";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { BasisMark } from "./basis-mark";

/** Duties as countdowns: what, about what, until when and who set that, and in whose hands. */
export function ClockTable({ rows }: { rows: readonly ClockEntry[] }) {
  const t = useTranslations("clocks");
  const heads = ["duty", "about", "due", "basis", "holder", "since"] as const;
  return (
    <Table isCards caption={t("caption")} className="min-w-208">
      <TableHead>
        <TableRow>
          {heads.map((head) => (
            <HeaderCell key={head}>{t(`table.${head}`)}</HeaderCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row key={row.id + row.kind} row={row} />
        ))}
      </TableBody>
    </Table>
  );
}

/** What stands where nobody holds a duty. */
const unheld = { desk: "nobody", admins: "admins", machine: "itself", person: "person", body: "body" } as const;

function Row({ row }: { row: ClockEntry }) {
  const t = useTranslations("clocks");
  const nobody = unheld[clockDoers[row.kind]];
  return (
    <TableRow>
      <HeaderCell scope="row">{t(`kinds.${row.kind}`)}</HeaderCell>
      <Cell label={t("table.about")}>
        <TextLink via={Link} href={row.href}>
          <Reference className="select-auto">{row.reference}</Reference>
        </TextLink>
      </Cell>
      <Cell label={t("table.due")}>
        <LiveTime value={row.dueAt} />
        {row.isOverdue ? (
          <Status tone="danger" look="plain" className="flex">
            {t("table.overdue")}
          </Status>
        ) : null}
      </Cell>
      <Cell label={t("table.basis")}>
        <BasisMark basis={row.basis} />
      </Cell>
      <Cell label={t("table.holder")}>
        {row.holder ? (
          row.isMine ? (
            t("table.me")
          ) : (
            row.holder.name
          )
        ) : (
          <span className="text-ink-soft">{t(`table.${nobody}`)}</span>
        )}
      </Cell>
      <Cell label={t("table.since")}>
        <Time value={row.startedAt} show="exact" />
      </Cell>
    </TableRow>
  );
}
