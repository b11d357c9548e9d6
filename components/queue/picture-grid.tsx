"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { QueueRow } from "@/lib/queue/contract";
import type { PicturedCase, PicturedPage } from "@/lib/queue/pictures.contract";
import { useLooks } from "../cases/use-looks";
import { getJson, orThrow } from "../shell/fetch-json";
import { useKeys } from "../shell/keys";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { type QueueFilter, questionMark, searchOf } from "./filters.rules";
import { queueKey } from "./keys";
import { pollEvery } from "./live.rules";
import { LiveLine } from "./live-line";
import { tileTowards } from "./picture-grid.rules";
import { PictureTile } from "./picture-tile";
import { ShowMore } from "./show-more";
import { useShown } from "./use-shown";

type Props = { filter: QueueFilter; isLive: boolean; mayReveal: boolean; onOpen: (row: QueueRow) => void };

function usePicturedCases(filter: QueueFilter, isLive: boolean) {
  const { mode: _mode, ...asked } = filter;
  const search = (extra: Record<string, string> = {}) =>
    questionMark(searchOf({ ...asked, mode: "rows" }, { limit: "40", ...extra }));
  const readPage = (after: string, signal?: AbortSignal) =>
    orThrow(getJson<PicturedPage>(`/api/queue/pictures${search(after === "" ? {} : { after })}`, signal));
  return useInfiniteQuery({
    // Under the queue's own key: what is told of the queue is told of its grid.
    queryKey: [...queueKey, "pictures", search()],
    queryFn: ({ pageParam, signal }) => readPage(pageParam, signal),
    meta: { readPage: (after: string) => readPage(after) },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: pollEvery(isLive),
  });
}

function focusTile(key: "left" | "right" | "up" | "down"): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("[data-tile-link]")];
  const at = document.activeElement instanceof HTMLAnchorElement ? links.indexOf(document.activeElement) : -1;
  const places = links.map((link) => {
    const { left, top } = link.closest("li")?.getBoundingClientRect() ?? link.getBoundingClientRect();
    return { left, top };
  });
  const target = links[tileTowards(places, at, key)];
  target?.focus();
  target?.closest("li")?.scrollIntoView({ block: "nearest" });
}

/**
 * Open cases as a grid of their pictures, veiled by the server as each case has it (lightly where a case's own pictures are
 * open: here nobody asked to look yet). Arrow keys walk it, R looks at the pictures of
 * the tile in focus (each look is written down), Enter opens the case.
 */
export function PictureGrid({ filter, isLive, mayReveal, onOpen }: Props) {
  const t = useTranslations("pictureGrid");
  const query = usePicturedCases(filter, isLive);
  const [inFocus, setInFocus] = useState<string | null>(null);
  const search = searchOf({ ...filter, mode: "rows" });
  const shownRows = useShown(onceEach(query.data?.pages.flatMap((page) => page.rows) ?? []), search);
  const { rows } = shownRows;
  const focused = rows.find(({ row }) => row.id === inFocus)?.row;
  const names = focused?.pictures.map(({ mediaId }) => mediaId).join(" ") ?? "";
  const ids = useMemo(() => (names === "" ? [] : names.split(" ")), [names]);
  const { shown, hide, glance } = useLooks(ids);
  useKeys([
    ...(["left", "right", "up", "down"] as const).map((side) => ({
      keys: `arrow${side}`,
      label: t(`keys.${side}`),
      isOn: rows.length > 0,
      run: () => focusTile(side),
    })),
    { keys: "r", label: t("keys.look"), isOn: mayReveal && ids.length > 0, run: () => void glance() },
  ]);
  const focusMoved = (row: PicturedCase, isIn: boolean) => {
    setInFocus((before) => (isIn ? row.id : before === row.id ? null : before));
    // What was looked at is not left in sight behind one's back.
    if (!isIn) hide(row.pictures.map(({ mediaId }) => mediaId));
  };
  return (
    <section
      aria-label={t("label")}
      aria-busy={query.isPlaceholderData || undefined}
      className="mt-3 flex-1 border-t border-line bg-surface px-4 pb-4 md:px-6"
    >
      <LiveLine shown={shownRows} isLive={isLive} />
      {query.isError && rows.length === 0 ? (
        <ErrorState title={t("failed")} actions={<Button onClick={() => void query.refetch()}>{t("again")}</Button>} />
      ) : query.isPending ? (
        <GridSkeleton />
      ) : rows.length === 0 ? (
        <EmptyState title={t(filter.state === "decided" ? "decided" : "empty")}>
          {t(filter.state === "decided" ? "decidedText" : "emptyText")}
        </EmptyState>
      ) : (
        <ul aria-label={t("cases")} className={gridClass} {...shownRows.hand}>
          {rows.map(({ row, hasLeft }) => (
            <PictureTile
              key={row.id}
              row={row}
              hasLeft={hasLeft}
              href={`/cases/${row.id}${questionMark(search)}`}
              mayReveal={mayReveal}
              shown={shown}
              onFocus={(isIn) => focusMoved(row, isIn)}
              onOpen={() => onOpen(row)}
            />
          ))}
        </ul>
      )}
      <ShowMore query={query}>{t("more")}</ShowMore>
    </section>
  );
}

const gridClass = "grid grid-cols-[repeat(auto-fill,minmax(min(13rem,100%),1fr))] gap-4";

function GridSkeleton() {
  return (
    <div aria-hidden="true" className={`animate-late ${gridClass}`}>
      {Array.from({ length: 8 }, (_, tile) => `tile-${tile}`).map((key) => (
        <Skeleton key={key} className="h-64" />
      ))}
    </div>
  );
}

function onceEach(rows: readonly PicturedCase[]): PicturedCase[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
