"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ForMeRow } from "@/lib/queue/handing.contract";
import { NotShown } from "../care/not-shown";
import { getJson, orThrow } from "../shell/fetch-json";
import { LiveTime } from "../ui/live-time";
import { countsKey } from "./keys";

/** What colleagues want of whoever looks, and what they hold for later: above the queue, walked with its keys, and first. */
export function ForMe({ first, search }: { first: ForMeRow[]; search: string }) {
  const t = useTranslations("handing.forMe");
  const { data: rows } = useQuery({
    // Looked at again with the numbers of the queue, whenever something was told.
    queryKey: [...countsKey, "for", "me"],
    queryFn: ({ signal }) => orThrow(getJson<ForMeRow[]>("/api/queue/for-me", signal)),
    initialData: first,
    refetchInterval: 30_000,
  });
  if (rows.length === 0) return null;
  return (
    <section aria-label={t("title")} className="mx-4 mt-3 rounded-md border border-line bg-surface md:mx-6">
      <ul className="grid">
        {rows.map((row) => (
          <li
            key={`${row.kind} ${row.caseId} ${row.at}`}
            className="relative flex flex-wrap items-baseline gap-x-3 border-b border-line px-3 py-2 text-13 last:border-b-0 hover:bg-hover has-[a:focus-visible]:bg-selected"
          >
            <Link
              href={`/cases/${row.caseId}${search}`}
              prefetch={false}
              data-queue-link=""
              className="rounded-sm font-mono font-medium whitespace-nowrap after:absolute after:inset-0 hover:underline"
            >
              {row.reference}
            </Link>
            <span className="font-medium">{t(`kinds.${row.kind}`, { name: row.who })}</span>
            <span dir="auto" className="line-clamp-1 min-w-0 flex-1 basis-48 text-ink-soft">
              {row.notShown.length > 0 ? <NotShown classes={row.notShown} /> : row.words}
            </span>
            <span className="text-12 text-ink-soft">
              {row.kind === "held" || row.kind === "handed" ? `${t("runsOut")} ` : null}
              <LiveTime value={row.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
