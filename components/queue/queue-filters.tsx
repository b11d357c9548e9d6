"use client";

import { useTranslations } from "next-intl";
import type { QueueChoices, QueueCounts } from "@/lib/queue/contract";
import { Button } from "../ui/button";
import { useWords } from "../ui/localised";
import { Select } from "../ui/select";
import { oneLineClass, tabClass, tabListClass } from "../ui/tab-class";
import { TabsInLine } from "../ui/tabs-in-line";
import { cn } from "../ui/text";
import { type Narrowing, narrowedBy, narrowings, noNarrowing, orders, type QueueFilter, states } from "./filters.rules";
import { groupLabel } from "./group-label.rules";
import { useNames } from "./nameable";
import type { ChangeFilter } from "./use-filter";

type Props = {
  filter: QueueFilter;
  choices: QueueChoices;
  counts: QueueCounts | null;
  onChange: ChangeFilter;
};

/** Which part of the queue, in what order; all of it is in the address, so a view can be kept as a bookmark or sent. */
export function QueueFilters({ filter, choices, counts, onChange }: Props) {
  const t = useTranslations("queue");
  const options = useOptions(choices, filter);
  return (
    <div className="grid gap-3">
      <TabsInLine current={filter.state}>
        <nav aria-label={t("views.label")} className={cn(tabListClass, oneLineClass)}>
          {states.map((state) => (
            <button
              key={state}
              type="button"
              aria-current={filter.state === state ? "page" : undefined}
              className={tabClass}
              onClick={() => onChange({ state })}
            >
              {t(`views.${state}`)}
              <CountOf counts={counts} state={state} />
            </button>
          ))}
        </nav>
      </TabsInLine>
      <search aria-label={t("filters.label")} className="flex flex-wrap items-center gap-2">
        {narrowings.map((name) => (
          <Select
            key={name}
            aria-label={t(`filters.${name}`)}
            placeholder={t(`filters.any.${name}`)}
            options={options[name]}
            value={filter[name]}
            onChange={({ target }) => onChange({ [name]: target.value })}
            className="w-[calc(50%-0.25rem)] sm:w-auto sm:max-w-52 lg:min-w-0 lg:flex-1"
          />
        ))}
        <Select
          aria-label={t("filters.order")}
          options={orders.map((order) => ({ value: order, label: t(`orders.${order}`) }))}
          value={filter.order}
          disabled={filter.state === "decided"}
          onChange={({ target }) => onChange({ order: orders.find((order) => order === target.value) ?? "risk" })}
          className="w-[calc(50%-0.25rem)] sm:w-auto lg:max-w-44 lg:min-w-0 lg:flex-1"
        />
        {narrowedBy(filter) > 0 ? (
          <Button look="quiet" onClick={() => onChange(noNarrowing)}>
            {t("filters.clear")}
          </Button>
        ) : null}
      </search>
    </div>
  );
}

function CountOf({ counts, state }: { counts: QueueCounts | null; state: QueueFilter["state"] }) {
  const t = useTranslations("queue.views");
  if (!counts || state === "all" || state === "decided") return null;
  const { count, capped } = counts[state];
  return <span className="text-12 text-ink-faint">{t(capped ? "more" : "count", { count })}</span>;
}

/** What occurs among the cases, and what is set already though it no longer occurs: a filter must be seen to be taken off. */
function useOptions(choices: QueueChoices, filter: QueueFilter): Record<Narrowing, { value: string; label: string }[]> {
  const name = useNames();
  const words = useWords();
  const tags = ["hidden_link", "affiliate", "adult_or_health", "supplement", "medicine"];
  const withSet = (values: readonly string[], set: string, label: (value: string) => string) =>
    [...new Set(set === "" ? values : [...values, set])].map((value) => ({ value, label: label(value) }));
  const platformName = (id: string) => {
    const platform = choices.platforms.find((each) => each.id === id);
    return platform ? words(platform.name) : id;
  };
  return {
    platform: withSet(
      choices.platforms.map((platform) => platform.id),
      filter.platform,
      platformName,
    ),
    language: withSet(choices.languages, filter.language, (value) => name("language", value)),
    source: withSet(choices.sources, filter.source, (value) => name("source", value)),
    group: withSet(choices.groups, filter.group, (value) =>
      groupLabel(value, choices.groupTitles, { platform: filter.platform, words }),
    ),
    tag: withSet(tags, filter.tag, (value) => name("tag", value)),
  };
}
