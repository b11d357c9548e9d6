"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Place } from "@/lib/policy/edit/contract";
import { cn } from "../ui/text";
import { useEditor } from "./editor-context";
import { countsOf, problemsAt } from "./problems.rules";

type Item = { id: string; name: ReactNode; remark?: ReactNode };
type Props = { list: string; label: string; items: readonly Item[]; empty: string; children?: ReactNode };

/** What of a kind there is, each a button that opens it beside the list. */
export function PartList({ list, label, items, empty, children }: Props) {
  const t = useTranslations("policyEdit.clauses");
  const { view, at, goTo, typed } = useEditor();
  return (
    <nav aria-label={label} className="grid min-w-0 content-start gap-2">
      <h2 className="font-semibold">{label}</h2>
      {items.length === 0 ? <p className="text-13 text-ink-soft">{empty}</p> : null}
      <ul className="grid">
        {items.map(({ id, name, remark }) => {
          const place: Place = [list, id];
          const here = problemsAt(view.problems, place);
          const isOpen = at[0] === list && at[1] === id;
          return (
            <li key={id}>
              <button
                type="button"
                aria-current={isOpen ? "true" : undefined}
                onClick={() => goTo(place)}
                className={cn(
                  "grid w-full gap-0.5 rounded-sm px-2 py-1.5 text-left text-13 hover:bg-hover",
                  isOpen && "bg-selected font-medium",
                )}
              >
                <span className="[overflow-wrap:anywhere]">{name}</span>
                <span className="flex flex-wrap gap-x-2 text-12 font-normal text-ink-soft">
                  {remark ? <span>{remark}</span> : null}
                  {typed[place.join(" ")] ? <span className="text-accent-ink">{t("unsaved")}</span> : null}
                  {here.length > 0 ? <span className="text-caution-ink">{t("problems", countsOf(here))}</span> : null}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {children}
    </nav>
  );
}
