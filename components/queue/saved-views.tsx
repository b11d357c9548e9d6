"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { SavedView } from "@/lib/queue/views.contract";
import { getJson, orThrow, postJson, RequestFailed } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { ConfirmButton } from "../ui/confirm";
import { Disclosure } from "../ui/disclosure";
import { useToast } from "../ui/toast";
import { filterOf, type QueueFilter, questionMark, searchOf } from "./filters.rules";
import { SaveViewForm } from "./save-view-form";
import type { ChangeFilter } from "./use-filter";

type Props = { first: SavedView[]; filter: QueueFilter; mayShare: boolean; onChange: ChangeFilter };

const viewsKey = ["queue-views"] as const;

/** Named parts of the queue, one's own and shared: down the left where there is room, folded away where there is not. */
export function SavedViews({ first, filter, mayShare, onChange }: Props) {
  const t = useTranslations("queueViews");
  const { views, write } = useViews(first);
  const { list, leave } = useFocusInList(views);
  const search = searchOf(filter);
  const groups = [
    { key: "own", views: views.filter((view) => !view.isShared) },
    { key: "shared", views: views.filter((view) => view.isShared) },
  ] as const;
  const body = (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {views.length === 0 ? <p className="text-13 text-ink-soft">{t("none")}</p> : null}
      {groups.map((group) =>
        group.views.length > 0 ? (
          <ul key={group.key} aria-label={t(group.key)} className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
            {group.views.map((view) => (
              <ViewLine
                key={view.id}
                view={view}
                isCurrent={searchOf(filterOf(new URLSearchParams(view.search))) === search}
                onOpen={() => onChange(filterOf(new URLSearchParams(view.search)))}
                onRemove={() => {
                  leave(view.id);
                  write.mutate({ path: `/api/queue/views/${view.id}`, method: "DELETE" });
                }}
              />
            ))}
          </ul>
        ) : null,
      )}
      <SaveViewForm
        own={new Map(views.filter(({ owner }) => owner.isMe).map((view) => [view.name.toLowerCase(), view.isShared]))}
        mayShare={mayShare}
        isBusy={write.isPending}
        onSave={(named, onSaved) =>
          write.mutate(
            {
              path: "/api/queue/views",
              body: { ...named, filter: filterNow() },
            },
            { onSuccess: onSaved },
          )
        }
      />
    </div>
  );
  return (
    <nav ref={list} tabIndex={-1} aria-label={t("label")} className="border-line px-4 pt-4 md:px-6 xl:border-r xl:px-4">
      <div className="max-xl:hidden">
        <h2 className="pb-3 text-13 font-medium text-ink-soft">{t("label")}</h2>
        {body}
      </div>
      <Disclosure summary={t("label")} className="xl:hidden">
        {body}
      </Disclosure>
    </nav>
  );
}

/** What the address says at this moment: React may still be showing the filter before (`useFilter`). */
function filterNow(): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(searchOf(filterOf(new URLSearchParams(window.location.search)))));
}

type LineProps = { view: SavedView; isCurrent: boolean; onOpen: () => void; onRemove: () => void };

function ViewLine({ view, isCurrent, onOpen, onRemove }: LineProps) {
  const t = useTranslations("queueViews");
  return (
    <li className="group flex flex-wrap items-center gap-1">
      <a
        data-view={view.id}
        href={`/queue${questionMark(view.search)}`}
        aria-current={isCurrent ? "page" : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onOpen();
        }}
        className="min-w-0 flex-1 rounded-sm px-2 py-1.5 text-14 hover:bg-hover aria-[current]:bg-selected aria-[current]:font-medium"
      >
        <span className="block truncate" title={view.name}>
          {view.name}
        </span>
        {view.isShared ? (
          <span className="block truncate text-12 text-ink-soft">
            {view.owner.isMe ? t("sharedByMe") : view.owner.name}
          </span>
        ) : null}
      </a>
      {view.mayRemove ? <RemoveView view={view} onRemove={onRemove} /> : null}
    </li>
  );
}

/** One's own view goes at once; a shared one is others' too, so it is asked once. */
function RemoveView({ view, onRemove }: Pick<LineProps, "view" | "onRemove">) {
  const t = useTranslations("queueViews");
  const label = t("remove", { name: view.name });
  const cross = <span aria-hidden="true">×</span>;
  if (!view.isShared)
    return (
      <Button look="quiet" size="small" aria-label={label} onClick={onRemove}>
        {cross}
      </Button>
    );
  return (
    <ConfirmButton
      look="quiet"
      size="small"
      aria-label={label}
      what={t("removeShared", { name: view.name })}
      confirm={t("removeConfirm")}
      onConfirm={onRemove}
    >
      {cross}
    </ConfirmButton>
  );
}

/** The list is in the page twice, for a wide and a narrow screen; only what is seen can have the focus. */
function linksIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>("[data-view]") ?? [])].filter((link) => link.offsetParent !== null);
}

/** When a view is gone the focus goes to the one that has its place, or to the list: never back to the top of the page. */
function useFocusInList(views: readonly SavedView[]) {
  const list = useRef<HTMLElement>(null);
  const left = useRef<{ id: string; at: number } | null>(null);
  useEffect(() => {
    if (!left.current || views.some(({ id }) => id === left.current?.id)) return;
    const { at } = left.current;
    left.current = null;
    if (document.activeElement !== document.body) return;
    const links = linksIn(list.current);
    (links[Math.min(at, links.length - 1)] ?? list.current)?.focus();
  }, [views]);
  const leave = (id: string) => {
    left.current = { id, at: linksIn(list.current).findIndex((link) => link.dataset.view === id) };
  };
  return { list, leave };
}

function useViews(first: SavedView[]) {
  const cache = useQueryClient();
  const notify = useToast();
  const sentence = useFailureMessage();
  const t = useTranslations("queueViews");
  const { data } = useQuery({
    queryKey: viewsKey,
    queryFn: ({ signal }) => orThrow(getJson<SavedView[]>("/api/queue/views", signal)),
    initialData: first,
    staleTime: 60_000,
  });
  const write = useMutation<unknown, Error, { path: string; body?: unknown; method?: "POST" | "DELETE" }>({
    mutationFn: ({ path, body = {}, method = "POST" }) => orThrow(postJson(path, body, method)),
    onSuccess: (_, { method }) => notify({ title: t(method === "DELETE" ? "removed" : "saved"), tone: "good" }),
    onError: (problem) =>
      notify({ title: problem instanceof RequestFailed ? sentence(problem.failure) : t("failed"), tone: "danger" }),
    onSettled: () => cache.invalidateQueries({ queryKey: viewsKey }),
  });
  return { views: data, write };
}
