"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { ListedCase } from "@/lib/decisions/listed.contract";
import type { QueueRow } from "@/lib/queue/contract";
import { tellAtRows, useUndecided } from "../decisions/undecided";
import { useKeys } from "../shell/keys";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { narrowedBy, type QueueFilter, questionMark, searchOf } from "./filters.rules";
import { ListRow } from "./list-row";
import { LiveLine } from "./live-line";
import { QueueSkeleton } from "./queue-table";
import { ShowMore } from "./show-more";
import { useListDecide } from "./use-list-decide";
import { useListed } from "./use-listed";
import { useShown } from "./use-shown";

type Props = {
  filter: QueueFilter;
  isLive: boolean;
  platformName: (id: string) => string;
  onOpen: (row: QueueRow) => void;
  onClear: () => void;
};

const links = () => [...document.querySelectorAll<HTMLAnchorElement>("[data-queue-link]")];

/** The queue for low-risk volume (issue 4): each case with what is needed to decide it, decided in its row by keys. */
export function ListMode({ filter, isLive, platformName, onOpen, onClear }: Props) {
  const t = useTranslations("listMode");
  const messageOf = useFailureMessage();
  const router = useRouter();
  const section = useRef<HTMLElement>(null);
  const [inFocus, setInFocus] = useState<string | null>(null);
  const query = useListed(filter, isLive);
  const search = searchOf(filter);
  const shown = useShown(query.rows, search);
  const undecided = useUndecided();
  const refusalOf = (caseId: string) => undecided.find((one) => one.caseId === caseId)?.failure ?? null;
  // The row goes at once: the next one has the focus before it is gone.
  const desk = useListDecide((caseId) => {
    const all = links();
    const at = all.findIndex((link) => link.dataset.case === caseId);
    (all[at + 1] ?? all[at - 1] ?? section.current)?.focus();
  });
  const rows = shown.rows.filter(
    ({ row, hasLeft }) => !hasLeft || !desk.decidedHere.has(row.id) || refusalOf(row.id) !== null,
  );
  const ids = rows.map(({ row }) => row.id).join(" ");
  useEffect(() => tellAtRows(ids.split(" ")), [ids]);
  useEffect(() => () => tellAtRows([]), []);
  const hrefOf = (row: ListedCase) => `/cases/${row.id}${questionMark(searchOf({ ...filter, mode: "rows" }))}`;
  const current = rows.find(({ row, hasLeft }) => row.id === inFocus && !hasLeft)?.row;
  const open = (row: ListedCase) => {
    onOpen(row);
    router.push(hrefOf(row));
  };
  const bound = (keys: string, label: string, run: (row: ListedCase) => unknown) => ({
    keys,
    label,
    isOn: current !== undefined,
    run: () => void (current && run(current)),
  });
  useKeys([
    bound("n", t("keys.none"), desk.none),
    bound("a", t("keys.acceptClause"), (row) => desk.accept(row, { clause: true })),
    bound("s", t("keys.acceptRow"), (row) => desk.accept(row, { row: true })),
    bound("enter", t("keys.decide"), (row) => desk.decide(row) || open(row)),
    bound("o", t("keys.open"), open),
  ]);
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-label={t("label")}
      aria-busy={query.isPlaceholderData || undefined}
      className="mt-3 flex-1 border-t border-line bg-surface outline-none md:px-3"
    >
      <LiveLine shown={{ ...shown, rows }} isLive={isLive} />
      {query.isError && query.rows.length === 0 ? (
        <ErrorState title={t("failed")} actions={<Button onClick={() => void query.refetch()}>{t("again")}</Button>} />
      ) : query.isPending ? (
        <QueueSkeleton />
      ) : rows.length === 0 ? (
        <NothingLeft filter={filter} onClear={onClear} />
      ) : (
        <>
          <p className="px-4 pb-2 text-12 text-ink-soft md:px-3 [@media(pointer:coarse)]:hidden">{t("hints")}</p>
          <ul aria-label={t("cases")} className="border-t border-line" {...shown.hand}>
            {rows.map(({ row, hasLeft }) => {
              const failure = refusalOf(row.id);
              return (
                <ListRow
                  key={row.id}
                  row={row}
                  hasLeft={hasLeft}
                  accepted={desk.acceptedIn(row)}
                  refused={failure && messageOf(failure)}
                  platform={platformName(row.platform)}
                  href={hrefOf(row)}
                  onFocus={(isIn) => setInFocus((before) => (isIn ? row.id : before === row.id ? null : before))}
                  onOpen={() => onOpen(row)}
                  onAccept={(what) => desk.accept(row, what)}
                  onDecide={() => desk.decide(row)}
                  onNone={() => void desk.none(row)}
                />
              );
            })}
          </ul>
        </>
      )}
      <ShowMore query={query}>{t("more")}</ShowMore>
    </section>
  );
}

/** Why there is nothing, and what comes next. */
function NothingLeft({ filter, onClear }: { filter: QueueFilter; onClear: () => void }) {
  const t = useTranslations("listMode");
  if (filter.state === "decided") return <EmptyState title={t("decided")}>{t("decidedText")}</EmptyState>;
  const isNarrowed = narrowedBy(filter) > 0;
  return (
    <EmptyState
      title={t(isNarrowed ? "narrowed" : "empty")}
      actions={isNarrowed ? <Button onClick={onClear}>{t("clear")}</Button> : null}
    >
      {t("emptyText")}
    </EmptyState>
  );
}
