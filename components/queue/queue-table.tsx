"use client";

import { useTranslations } from "next-intl";
import type { QueueRow } from "@/lib/queue/contract";
import { Skeleton } from "../ui/skeleton";
import { cn } from "../ui/text";
import type { ShownRow } from "./live.rules";
import { QueueLine } from "./queue-row";

type Props = {
  rows: readonly ShownRow[];
  platformName: (id: string) => string;
  hrefOf: (row: QueueRow) => string;
  onOpen: (row: QueueRow) => void;
};

/** Each with its width in the dense list, where what a row holds moves no column. */
const columns = {
  case: "dense:w-38 min-[110rem]:dense:w-40",
  what: "",
  where: "dense:w-28 xl:dense:w-32 min-[110rem]:dense:w-44",
  language: "dense:w-20 xl:dense:w-24 min-[110rem]:dense:w-24",
  notices: "dense:w-22 xl:dense:w-36 min-[110rem]:dense:w-40",
  due: "dense:w-36 xl:dense:w-40 min-[110rem]:dense:w-48",
  who: "dense:w-22 xl:dense:w-24 min-[110rem]:dense:w-32",
} as const;
const names = Object.keys(columns) as (keyof typeof columns)[];

/** The queue, readable at a glance; on a phone each row is a card. */
export function QueueTable({ rows, platformName, hrefOf, onOpen }: Props) {
  const t = useTranslations("queue");
  return (
    <table className="w-full border-collapse text-left max-md:block dense:table-fixed">
      <caption className="sr-only">{t("caption")}</caption>
      <thead className="max-md:sr-only">
        <tr>
          {names.map((column) => (
            <th
              key={column}
              scope="col"
              className={cn(
                "sticky top-12 z-10 h-9 border-b border-line bg-surface px-3 text-12 font-medium text-ink-soft lg:whitespace-nowrap dense:truncate dense:px-2",
                columns[column],
                column === "language" && "max-lg:hidden",
              )}
            >
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {rows.map(({ row, hasLeft }) => (
          <QueueLine
            key={row.id}
            row={row}
            hasLeft={hasLeft}
            platform={platformName(row.platform)}
            href={hrefOf(row)}
            onOpen={() => onOpen(row)}
          />
        ))}
      </tbody>
    </table>
  );
}

/** As many rows as usually come, of their height. */
export function QueueSkeleton() {
  return (
    <div aria-hidden="true" className="grid animate-late">
      {Array.from({ length: 10 }, (_, row) => `row-${row}`).map((key) => (
        <div
          key={key}
          className="grid grid-cols-[6rem_1fr_8rem] gap-6 border-b border-line px-3 py-3 dense:h-9 dense:py-2.5"
        >
          <Skeleton className="h-4" />
          <div className="grid gap-2">
            <Skeleton className="h-4 w-4/5" />
            <Skeleton className="h-3 w-2/5 dense:hidden" />
          </div>
          <Skeleton className="h-4" />
        </div>
      ))}
    </div>
  );
}
