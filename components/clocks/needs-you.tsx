"use client";

import { useQuery } from "@tanstack/react-query";
import { AlarmClock } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ClockEntry, NeedsYou as Waiting } from "@/lib/clocks/contract";
import { getJson, orThrow } from "../shell/fetch-json";
import { Button } from "../ui/button";
import { LiveTime } from "../ui/live-time";
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from "../ui/popover";
import { Reference } from "../ui/reference";
import { TextLink } from "../ui/text-link";
import { BasisMark } from "./basis-mark";

/** What is overdue and waits for the reader, in the bar of the desk; nothing where nothing is. */
export function NeedsYou({ mayOpenBoard }: { mayOpenBoard: boolean }) {
  const t = useTranslations("clocks.needs");
  const { data } = useQuery({
    queryKey: ["needs-you"],
    queryFn: ({ signal }) => orThrow(getJson<Waiting>("/api/clocks/needs-you", signal)),
    refetchInterval: 60_000,
  });
  if (!data || data.rows.length === 0) return null;
  const count = data.rows.length;
  const label = t("label", { count, more: data.hasMore ? "yes" : "no" });
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button look="quiet" aria-label={label} className="gap-1 px-2" icon={<AlarmClock aria-hidden="true" />}>
          <span aria-hidden="true" className="tabular-nums">
            {count}
            {data.hasMore ? "+" : ""}
          </span>
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label={t("title")}>
        <div className="grid gap-3">
          <p className="text-13 text-ink-soft">{t("lead")}</p>
          <ul className="grid gap-2">
            {data.rows.map((row) => (
              <Entry key={row.id + row.kind} row={row} />
            ))}
          </ul>
          {mayOpenBoard ? (
            <PopoverClose asChild>
              <TextLink via={Link} href="/clocks?view=overdue">
                {t("all")}
              </TextLink>
            </PopoverClose>
          ) : null}
        </div>
      </PopoverContent>
    </Popover>
  );
}

function Entry({ row }: { row: ClockEntry }) {
  const t = useTranslations("clocks");
  return (
    <li className="grid gap-0.5">
      <span className="flex flex-wrap items-center gap-x-2">
        <PopoverClose asChild>
          <TextLink via={Link} href={row.href}>
            {t(`kinds.${row.kind}`)} <Reference className="select-auto">{row.reference}</Reference>
          </TextLink>
        </PopoverClose>
        <BasisMark basis={row.basis} />
      </span>
      <span className="text-13 text-ink-soft">
        {t("needs.due")} <LiveTime value={row.dueAt} />
      </span>
    </li>
  );
}
