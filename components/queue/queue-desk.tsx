"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback } from "react";
import type { QueueChoices, QueueCounts, QueuePage, QueueRow } from "@/lib/queue/contract";
import type { ForMeRow } from "@/lib/queue/handing.contract";
import type { SavedView } from "@/lib/queue/views.contract";
import { NothingGiven } from "../care/nothing-given";
import { getJson, orThrow } from "../shell/fetch-json";
import { useKeys } from "../shell/keys";
import { useFailureMessage } from "../shell/use-failure-message";
import { walkRows } from "../shell/walk-rows";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { useWords } from "../ui/localised";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { noNarrowing, type QueueFilter, questionMark, searchOf, wholeQueue } from "./filters.rules";
import { ForMe } from "./for-me";
import { KeyHints } from "./key-hints";
import { countsKey } from "./keys";
import { ListMode } from "./list-mode";
import { ModeSwitch } from "./mode-switch";
import { PictureGrid } from "./picture-grid";
import { QueueFilters } from "./queue-filters";
import { QueueList } from "./queue-list";
import { SavedViews } from "./saved-views";
import { useFilter } from "./use-filter";
import { useLive } from "./use-live";
import { useQueue } from "./use-queue";
import { type Taking, useTakeNext } from "./use-take-next";

type Props = {
  first: { search: string; page: QueuePage };
  choices: QueueChoices;
  counts: QueueCounts | null;
  mayClaim: boolean;
  /** Whether this person sees pictures at all, blurred or, once a look is written down, clear. */
  mayReveal: boolean;
  views: SavedView[];
  /** What colleagues want of the reader, as it came with the page: it stands over the rows, and nothing moves for it. */
  forMe: ForMeRow[];
  /** Where the last filter is kept (remembered.rules.ts). */
  cookie: string;
  /** Called before a row's case opens: the person means to work on it. */
  onOpen: (row: QueueRow) => void;
  footer: ReactNode;
};

/** The shared queue: a view of it, its rows, and the one next action. */
export function QueueDesk({
  first,
  choices,
  counts: firstCounts,
  mayClaim,
  mayReveal,
  views,
  forMe,
  cookie,
  onOpen,
  footer,
}: Props) {
  const t = useTranslations("queue");
  const waves = useTranslations("waves");
  const words = useWords();
  const messageOf = useFailureMessage();
  const [filter, setFilter] = useFilter(cookie);
  const isLive = useLive();
  const queue = useQueue(filter, first, isLive);
  const counts = useCounts(filter, first.search, firstCounts);
  const next = useTakeNext(filter);
  const take = () => (mayClaim && !next.isTaking ? next.take() : undefined);
  useQueueKeys({ take, mayClaim, stop: next.taking.is === "looking" ? next.forget : null });
  const platformName = useCallback(
    (id: string) => {
      const platform = choices.platforms.find((each) => each.id === id);
      return platform ? words(platform.name) : id;
    },
    [choices.platforms, words],
  );
  return (
    <div className="flex min-h-[calc(100dvh-3rem)] flex-col">
      <div className="flex-1 xl:grid xl:grid-cols-[13rem_minmax(0,1fr)]">
        <SavedViews first={views} filter={filter} mayShare={mayClaim} onChange={setFilter} />
        <div className="flex min-w-0 flex-col">
          <div className="grid gap-3 px-4 pt-4 md:px-6">
            <header className="flex flex-wrap items-center justify-between gap-3">
              <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
                <h1 className="text-20 font-semibold tracking-tight">{t("title")}</h1>
                {counts && counts.overdue.count > 0 ? (
                  <Status tone="danger" look="plain">
                    {t(counts.overdue.capped ? "overdueMore" : "overdue", { count: counts.overdue.count })}
                  </Status>
                ) : null}
                {/* On a phone what is said stays beside the title, and the ways to look begin a line of their own. */}
                <span aria-hidden="true" className="w-full sm:hidden" />
                <TextLink via={Link} href="/queue/waves">
                  {waves("title")}
                </TextLink>
                <ModeSwitch mode={filter.mode} onChange={(mode) => setFilter({ mode })} />
              </div>
              {mayClaim ? (
                <Button
                  look="primary"
                  keycap="⇧G"
                  shortcut="Shift+G"
                  isBusy={next.isTaking}
                  onClick={take}
                  className="max-sm:w-full"
                >
                  {t("takeNext")}
                </Button>
              ) : null}
            </header>
            <TakingLine taking={next.taking} />
            {next.failure ? <ErrorState title={messageOf(next.failure)} /> : null}
            {next.isEmpty ? <NothingGiven filter={filter} /> : null}
            <QueueFilters filter={filter} choices={choices} counts={counts} onChange={setFilter} />
          </div>
          <ForMe first={forMe} search={questionMark(searchOf(filter))} />
          {filter.mode === "pictures" ? (
            <PictureGrid filter={filter} isLive={isLive} mayReveal={mayReveal} onOpen={onOpen} />
          ) : filter.mode === "list" ? (
            <ListMode
              filter={filter}
              isLive={isLive}
              platformName={platformName}
              onOpen={onOpen}
              onClear={() => setFilter(noNarrowing)}
            />
          ) : (
            <QueueList
              queue={queue}
              filter={filter}
              isLive={isLive}
              platformName={platformName}
              onOpen={onOpen}
              onClear={() => setFilter(noNarrowing)}
            />
          )}
        </div>
      </div>
      <section
        aria-label={t("footer")}
        className="no-print sticky bottom-0 z-20 min-h-12 border-t border-line bg-surface px-4 py-2 md:px-6"
      >
        <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-6 gap-y-1">
          {footer}
          <KeyHints mayClaim={mayClaim} mayReveal={mayReveal} mode={filter.mode} />
        </div>
      </section>
    </div>
  );
}

function useCounts(filter: QueueFilter, firstSearch: string, first: QueueCounts | null): QueueCounts | null {
  const { order: _order, state: _state, ...narrowed } = filter;
  const search = searchOf({ ...wholeQueue, ...narrowed });
  const query = useQuery({
    queryKey: [...countsKey, search],
    queryFn: ({ signal }) => orThrow(getJson<QueueCounts>(`/api/queue/counts${questionMark(search)}`, signal)),
    ...(first && search === firstSearch ? { initialData: first } : {}),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  return query.data ?? null;
}

/** What becomes of the wish for the next case, from the press on: on a slow machine the answer takes its time. */
function TakingLine({ taking }: { taking: Taking }) {
  const t = useTranslations("queue.taking");
  const words = taking.is === "idle" ? "" : taking.is === "opening" ? t("opening", taking) : t(taking.is);
  return (
    <p role="status" className={words === "" ? "sr-only" : "text-ink-soft"}>
      {words}
    </p>
  );
}

type Keys = { take: () => void; mayClaim: boolean; stop: (() => void) | null };

/** j and k walk the rows by moving the focus, so that Enter is simply the link's own. */
function useQueueKeys({ take, mayClaim, stop }: Keys): void {
  const t = useTranslations("queue.keys");
  useKeys([
    { keys: "j", label: t("down"), run: () => walkRows("[data-queue-link]", 1) },
    { keys: "k", label: t("up"), run: () => walkRows("[data-queue-link]", -1) },
    { keys: "shift+g", label: t("takeNext"), run: take, isOn: mayClaim },
    ...(stop ? [{ keys: "escape", label: t("stop"), run: stop }] : []),
  ]);
}
