"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
import type { Clause } from "@/lib/policy/pack.contract";
import { useWords } from "../ui/localised";
import { cn } from "../ui/text";
import { useEditor } from "./editor-context";
import { countBlocking, countsOf, problemsAt } from "./problems.rules";
import { treeOf } from "./tree.rules";

type Props = { selected: string | null; onSelect: (ref: string) => void };

/** The clauses in their nesting, as one stop of the Tab key: arrows move, Enter opens. */
export function ClauseTree({ selected, onSelect }: Props) {
  const t = useTranslations("policyEdit.clauses");
  const { view, typed } = useEditor();
  const entries = treeOf(view.file.clauses);
  const [focused, setFocused] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const current = entries.some(({ clause }) => clause.ref === focused)
    ? focused
    : (selected ?? entries[0]?.clause.ref ?? null);
  const move = (index: number) => {
    const to = entries[Math.max(0, Math.min(entries.length - 1, index))];
    if (!to) return;
    setFocused(to.clause.ref);
    list.current?.querySelector<HTMLElement>(`[data-ref="${CSS.escape(to.clause.ref)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const steps: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: entries.length - 1,
    };
    const to = steps[event.key];
    const entry = entries[index];
    if (to !== undefined) move(to);
    else if (event.key === "ArrowLeft") move(entries.findIndex(({ clause }) => clause.ref === entry?.clause.parent));
    else if ((event.key === "Enter" || event.key === " ") && entry) onSelect(entry.clause.ref);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (entries.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <div
      ref={list}
      role="tree"
      aria-label={t("tree")}
      className="relative max-h-[40dvh] overflow-y-auto pr-1 lg:max-h-[calc(100dvh-14rem)]"
    >
      {entries.map(({ clause, depth }, index) => (
        <Entry
          key={clause.ref}
          clause={clause}
          depth={depth}
          isSelected={clause.ref === selected}
          isUnsaved={typed[`clauses ${clause.ref}`] !== undefined}
          tabIndex={clause.ref === current ? 0 : -1}
          onSelect={() => onSelect(clause.ref)}
          onFocus={() => setFocused(clause.ref)}
          onKeyDown={(event) => onKeyDown(event, index)}
        />
      ))}
    </div>
  );
}

type EntryProps = {
  clause: Clause;
  depth: number;
  isSelected: boolean;
  isUnsaved: boolean;
  tabIndex: number;
  onSelect: () => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

function Entry({ clause, depth, isSelected, isUnsaved, tabIndex, onSelect, onFocus, onKeyDown }: EntryProps) {
  const t = useTranslations("policyEdit.clauses");
  const words = useWords();
  const { problems } = useEditor().view;
  // One line says it of all clauses.
  const here = problemsAt(problems, ["clauses", clause.ref]).filter(({ code }) => code !== "clauseNoChinese");
  const blocking = countBlocking(here);
  return (
    <div
      role="treeitem"
      tabIndex={tabIndex}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      aria-level={depth + 1}
      aria-selected={isSelected}
      data-ref={clause.ref}
      onClick={onSelect}
      style={{ paddingInlineStart: `${0.5 + depth * 0.75}rem` }}
      className={cn(
        "flex cursor-pointer items-baseline gap-1.5 rounded-sm py-1 pr-2 text-13 text-ink-soft hover:bg-hover hover:text-ink",
        isSelected && "bg-selected font-medium text-ink",
      )}
    >
      <span className="font-mono text-12 text-ink-faint">{clause.ref}</span>
      <span className="min-w-0 flex-1 break-words">
        {words({ en: clause.title, hans: clause.titleZh?.hans ?? clause.zh?.title })}
      </span>
      {isUnsaved ? <span className="text-12 text-accent-ink">{t("unsaved")}</span> : null}
      {here.length > 0 ? (
        <span className={cn("text-12 font-medium", blocking > 0 ? "text-danger-ink" : "text-caution-ink")}>
          <span aria-hidden="true">{blocking > 0 ? "◆" : "▲"} </span>
          {t("problems", countsOf(here))}
        </span>
      ) : null}
    </div>
  );
}
