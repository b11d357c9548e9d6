"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type Ref, useEffect, useId, useRef, useState } from "react";
import type { ClauseView } from "@/lib/decisions/contract";
import { Keycap } from "../ui/keycap";
import { Localised } from "../ui/localised";
import { Reference } from "../ui/reference";
import { SearchInput } from "../ui/search-input";
import { useClauseSearch } from "./use-clause";

/** `at`: what is asked for its clauses, such as `/api/cases/<id>`. */
type Props = { at: string; inputRef: Ref<HTMLInputElement>; onChoose: (clause: ClauseView) => void };

/** Any other clause, by number or by words. Arrows go into the list, Enter takes what is in focus. */
export function ClauseSearch({ at, inputRef, onChoose }: Props) {
  const t = useTranslations("case.clause");
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [typed, setTyped] = useState("");
  const { found, answers, isLoading, failed } = useClauseSearch(at, typed);
  // Enter before the answer is there waits for it: the first of an earlier answer would be another clause.
  const [waitsFor, setWaitsFor] = useState<string | null>(null);
  const choose = (clause: ClauseView) => {
    onChoose(clause);
    setTyped("");
    setWaitsFor(null);
  };
  const first = found?.[0];
  useEffect(() => {
    if (waitsFor === null) return;
    if (waitsFor !== typed || failed) setWaitsFor(null);
    else if (answers) {
      setWaitsFor(null);
      if (first) choose(first);
    }
  });

  const move = (event: KeyboardEvent<HTMLElement>) => {
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const place = document.activeElement instanceof HTMLButtonElement ? buttons.indexOf(document.activeElement) : -1;
    if (event.key === "ArrowDown") buttons[Math.min(place + 1, buttons.length - 1)]?.focus();
    else if (event.key === "ArrowUp" && place > 0) buttons[place - 1]?.focus();
    else if (event.key === "Enter" && place === -1 && answers && first) choose(first);
    else if (event.key === "Enter" && place === -1 && isLoading) setWaitsFor(typed);
    else if (event.key === "Escape") {
      setTyped("");
      (event.target as HTMLElement).blur();
    } else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys act on the field and the buttons inside
    <div className="grid gap-1" onKeyDown={move}>
      <div className="relative">
        <SearchInput
          ref={inputRef}
          aria-label={t("search")}
          aria-controls={id}
          aria-keyshortcuts="/"
          placeholder={t("search")}
          className="pr-9 text-13"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        {typed === "" ? (
          <Keycap
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-soft"
          >
            /
          </Keycap>
        ) : null}
      </div>
      <p
        role="status"
        className={found === undefined && !failed && !isLoading ? "sr-only" : "px-2 text-12 text-ink-soft"}
      >
        {failed ? t("searchFailed") : isLoading ? t("searching") : found ? t("found", { count: found.length }) : ""}
      </p>
      <ul id={id} ref={list} aria-busy={isLoading} className="grid max-h-72 overflow-y-auto aria-busy:opacity-50">
        {(found ?? []).map((clause) => (
          <li key={clause.ref}>
            <button
              type="button"
              className="block w-full rounded-md px-2 py-1.5 text-left hover:bg-hover focus-visible:-outline-offset-2"
              // What is greyed answers other words than those in the field.
              disabled={!answers}
              onClick={() => choose(clause)}
            >
              <Reference className="whitespace-normal [overflow-wrap:anywhere] select-none">{clause.ref}</Reference>{" "}
              <Localised value={clause.title} />
              <span className="line-clamp-1 text-12 text-ink-soft">
                <Localised value={clause.summary} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
