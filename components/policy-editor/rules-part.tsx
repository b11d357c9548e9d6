"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { wordsFor } from "../ui/localised.rules";
import { AddCounter, AddSet } from "./add-forms";
import { CounterForm } from "./counter-form";
import { useEditor } from "./editor-context";
import { PartList } from "./part-list";
import { SetForm } from "./set-form";

/** How violations are counted, and which measures a severity, a finding or a count opens. */
export function RulesPart() {
  const locale = useLocale();
  const t = useTranslations("policyEdit");
  const { view, at } = useEditor();
  const { counters, sets } = view.file.sanctions;
  const [adding, setAdding] = useState<"counter" | "set" | null>(null);
  const counter = counters.find(({ id }) => at[0] === "counters" && id === at[1]);
  const set = sets.find(({ id }) => at[0] === "sets" && id === at[1]);
  const close = () => setAdding(null);
  const opener = (kind: "counter" | "set", label: string) =>
    view.mayEdit ? (
      <div>
        <Button size="small" aria-expanded={adding === kind} onClick={() => setAdding(adding === kind ? null : kind)}>
          {label}
        </Button>
      </div>
    ) : null;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <div className="grid content-start gap-6">
        <PartList
          list="counters"
          label={t("counters.list")}
          empty={t("counters.none")}
          items={counters.map(({ id, threshold }) => ({ id, name: id, remark: t("counters.remark", { threshold }) }))}
        >
          {opener("counter", t("counters.add"))}
        </PartList>
        <PartList
          list="sets"
          label={t("sets.list")}
          empty={t("sets.none")}
          items={sets.map(({ id, trigger, zh, mode }) => ({
            id,
            name: wordsFor({ en: trigger, hans: zh?.trigger }, locale).text,
            remark: `${id} · ${t(`sets.modes.${mode}`)}`,
          }))}
        >
          {opener("set", t("sets.add"))}
        </PartList>
      </div>
      <div className="grid min-w-0 content-start gap-4">
        {adding === "counter" ? <AddCounter onClose={close} /> : null}
        {adding === "set" ? <AddSet onClose={close} /> : null}
        {counter ? <CounterForm key={counter.id} counter={counter} /> : null}
        {set ? <SetForm key={set.id} own={set} /> : null}
        {counter || set || adding ? null : <EmptyState title={t("rules.choose")}>{t("rules.chooseText")}</EmptyState>}
      </div>
    </div>
  );
}
