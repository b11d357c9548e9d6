"use client";

import { useTranslations } from "next-intl";
import type { QueueRow } from "@/lib/queue/contract";
import { RequestFailed } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { narrowedBy, type QueueFilter, questionMark, searchOf } from "./filters.rules";
import { LiveLine } from "./live-line";
import { QueueSkeleton, QueueTable } from "./queue-table";
import type { useQueue } from "./use-queue";
import { useShown } from "./use-shown";

type Props = {
  queue: ReturnType<typeof useQueue>;
  filter: QueueFilter;
  isLive: boolean;
  platformName: (id: string) => string;
  onOpen: (row: QueueRow) => void;
  onClear: () => void;
};

/** The rows of one view, and what stands there when there are none: still coming, nothing to do, or not readable. */
export function QueueList({ queue, filter, isLive, platformName, onOpen, onClear }: Props) {
  const t = useTranslations("queue");
  const search = searchOf(filter);
  const shown = useShown(queue.rows, search);
  return (
    <section
      aria-label={t("caption")}
      aria-busy={queue.isPlaceholderData || undefined}
      className="mt-3 flex-1 border-t border-line bg-surface md:px-3"
    >
      <LiveLine shown={shown} isLive={isLive} />
      {queue.isError && queue.rows.length === 0 ? (
        <Unreadable error={queue.error} onAgain={() => void queue.refetch()} />
      ) : queue.isPending ? (
        <QueueSkeleton />
      ) : shown.rows.length === 0 ? (
        <Empty filter={filter} onClear={onClear} />
      ) : (
        <div {...shown.hand}>
          <QueueTable
            rows={shown.rows}
            platformName={platformName}
            hrefOf={(row) => `/cases/${row.id}${questionMark(search)}`}
            onOpen={onOpen}
          />
        </div>
      )}
      {queue.hasNextPage ? (
        <p className="p-3 text-center">
          <Button isBusy={queue.isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
            {t("more")}
          </Button>
        </p>
      ) : queue.rows.length > 0 ? (
        <p className="p-3 text-center text-12 text-ink-soft">{t("end", { count: queue.rows.length })}</p>
      ) : null}
    </section>
  );
}

function Unreadable({ error, onAgain }: { error: Error | null; onAgain: () => void }) {
  const t = useTranslations("queue");
  const messageOf = useFailureMessage();
  return (
    <div className="p-4">
      <ErrorState
        title={error instanceof RequestFailed ? messageOf(error.failure) : t("failed")}
        actions={<Button onClick={onAgain}>{t("again")}</Button>}
      />
    </div>
  );
}

/** Why there is nothing, and what comes next. */
function Empty({ filter, onClear }: { filter: QueueFilter; onClear: () => void }) {
  const t = useTranslations("queue.empty");
  const isNarrowed = narrowedBy(filter) > 0;
  return (
    <EmptyState
      title={t(isNarrowed ? "narrowed" : filter.state)}
      actions={isNarrowed ? <Button onClick={onClear}>{t("clear")}</Button> : null}
    >
      {t(isNarrowed ? "narrowedNext" : "next")}
    </EmptyState>
  );
}
