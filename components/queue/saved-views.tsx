"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { SavedView } from "@/lib/queue/views.contract";
import { getJson, orThrow, postJson, RequestFailed } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
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
  const search = searchOf(filter);
  const groups = [
    { key: "own", views: views.filter((view) => !view.isShared) },
    { key: "shared", views: views.filter((view) => view.isShared) },
  ] as const;
  const body = (
    <div className="grid gap-4">
      {views.length === 0 ? <p className="text-13 text-ink-soft">{t("none")}</p> : null}
      {groups.map((group) =>
        group.views.length > 0 ? (
          <ul key={group.key} aria-label={t(group.key)} className="grid gap-0.5">
            {group.views.map((view) => (
              <ViewLine
                key={view.id}
                view={view}
                isCurrent={searchOf(filterOf(new URLSearchParams(view.search))) === search}
                onOpen={() => onChange(filterOf(new URLSearchParams(view.search)))}
                onRemove={() => write.mutate({ path: `/api/queue/views/${view.id}`, method: "DELETE" })}
              />
            ))}
          </ul>
        ) : null,
      )}
      <SaveViewForm
        mayShare={mayShare}
        isBusy={write.isPending}
        onSave={(named) =>
          write.mutate({
            path: "/api/queue/views",
            body: { ...named, filter: Object.fromEntries(new URLSearchParams(search)) },
          })
        }
      />
    </div>
  );
  return (
    <nav aria-label={t("label")} className="border-line px-4 pt-4 md:px-6 xl:border-r xl:px-4">
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

type LineProps = { view: SavedView; isCurrent: boolean; onOpen: () => void; onRemove: () => void };

function ViewLine({ view, isCurrent, onOpen, onRemove }: LineProps) {
  const t = useTranslations("queueViews");
  return (
    <li className="group flex items-center gap-1">
      <a
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
        {view.owner.isMe ? null : <span className="block truncate text-12 text-ink-soft">{view.owner.name}</span>}
      </a>
      {view.mayRemove ? (
        <Button look="quiet" size="small" aria-label={t("remove", { name: view.name })} onClick={onRemove}>
          <span aria-hidden="true">×</span>
        </Button>
      ) : null}
    </li>
  );
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
