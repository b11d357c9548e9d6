"use client";

import { useTranslations } from "next-intl";
import type { Ref } from "react";
import type { CaseView, ClauseView } from "@/lib/decisions/contract";
import type { Draft } from "../decisions/draft.rules";
import type { ChangeDraft } from "../decisions/use-draft";
import { Button } from "../ui/button";
import { Choice } from "../ui/checkbox";
import { Input } from "../ui/input";
import { Localised, useWords } from "../ui/localised";
import { cn } from "../ui/text";

export type Raised = NonNullable<CaseView["suggestions"][number]["exceptions"]>;
type Props = {
  clause: ClauseView;
  /** Exceptions that words of this case speak for. */
  raised: Raised;
  draft: Draft;
  change: ChangeDraft;
  mayDecide: boolean;
};

/** Exceptions that words of the case speak for: said with the suggestion, or with the clause where it was searched for. */
export function raisedFor(view: Pick<CaseView, "suggestions">, clause: ClauseView | null): Raised {
  return view.suggestions.find(({ ref }) => ref === clause?.ref)?.exceptions ?? clause?.raised ?? [];
}

/** Those that words speak for stand first, in the order they were found; the others as the clause has them. */
function raisedFirst(
  clause: ClauseView,
  raised: Raised,
): (ClauseView["exceptions"][number] & { reason: string | null })[] {
  const place = (letter: string) => raised.findIndex((one) => one.letter === letter);
  const known = clause.exceptions.map((each) => ({ ...each, reason: raised[place(each.letter)]?.reason ?? null }));
  const first = known.filter(({ reason }) => reason !== null);
  return [
    ...first.toSorted((one, other) => place(one.letter) - place(other.letter)),
    ...known.filter(({ reason }) => reason === null),
  ];
}

/** The marks of the exceptions that nobody has looked at yet. */
function openMarks(draft: Draft, clause: ClauseView): string[] {
  return clause.exceptions
    .map((exception) => `${clause.ref}#${exception.letter}`)
    .filter((mark) => !draft.exceptions[mark]);
}

/** Says of every exception not yet looked at that it does not apply. */
export function withNoException(draft: Draft, clause: ClauseView): Draft {
  const marks = openMarks(draft, clause);
  if (marks.length === 0) return draft;
  return {
    ...draft,
    exceptions: {
      ...draft.exceptions,
      ...Object.fromEntries(marks.map((mark) => [mark, { applies: false, why: "" }])),
    },
  };
}

/**
 * What each exception says, in a line each, and what was found of it: under the title of the clause that is chosen, and over
 * the key that accepts it, which never leaves the screen, while they can be read neither there nor where they are answered.
 */
export function ExceptionsInSight({
  clause,
  raised,
  draft,
  isReadBelow = false,
  listRef,
}: Pick<Props, "clause" | "raised" | "draft"> & ListRef & { isReadBelow?: boolean }) {
  const t = useTranslations("case.exceptions");
  if (clause.exceptions.length === 0 || isReadBelow) return null;
  return (
    <ul
      ref={listRef}
      aria-label={t("title")}
      className={cn("relative grid text-13", listRef ? "px-2 pb-2 pl-8.5" : "max-h-20 basis-full overflow-y-auto")}
    >
      {raisedFirst(clause, raised).map(({ letter, text, reason }) => {
        const found = draft.exceptions[`${clause.ref}#${letter}`];
        return (
          <li key={letter} className="flex items-baseline gap-x-2">
            <span className="line-clamp-2 min-w-0">
              <span className="font-mono text-12">({letter})</span> {reason ? <Mark>{t("raised")}</Mark> : null}{" "}
              <Localised value={text} />
            </span>
            {found ? (
              <span className="shrink-0 text-ink-soft">{t(found.applies ? "applies" : "doesNotApply")}</span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

/** Beside the same key: that there are exceptions to look at, and the way to them. */
export function OpenExceptions({ clause, draft }: Pick<Props, "clause" | "draft">) {
  const t = useTranslations("case.exceptions");
  const count = openMarks(draft, clause).length;
  if (count === 0) return null;
  return (
    <a href="#exceptions" className="link text-13">
      {t("open", { count })}
    </a>
  );
}

/** Where they are answered, so that the strip can tell whether they are in sight there. */
type ListRef = { listRef?: Ref<HTMLUListElement> };

/** The clause's exceptions, always in sight with it: for each, whether it applies, and why. */
export function ClauseExceptions({ clause, raised, draft, change, mayDecide, listRef }: Props & ListRef) {
  const t = useTranslations("case.exceptions");
  if (clause.exceptions.length === 0) return <p className="text-13 text-ink-soft">{t("none")}</p>;
  const isAnyOpen = openMarks(draft, clause).length > 0;
  return (
    <section id="exceptions" tabIndex={-1} aria-label={t("title")} className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-13 font-semibold">{t("title")}</h3>
        {mayDecide && isAnyOpen ? (
          <Button size="small" keycap="X" onClick={() => change((before) => withNoException(before, clause))}>
            {t("noneApplies")}
          </Button>
        ) : null}
      </div>
      {mayDecide && isAnyOpen ? <p className="text-13 text-ink-soft">{t("answerEach")}</p> : null}
      <ul ref={listRef} className="grid">
        {raisedFirst(clause, raised).map((exception) => (
          <Exception
            key={exception.letter}
            clause={clause}
            exception={exception}
            draft={draft}
            change={change}
            mayDecide={mayDecide}
          />
        ))}
      </ul>
    </section>
  );
}

function Mark({ children }: { children: string }) {
  return <span className="font-semibold text-ink">{children}</span>;
}

function Exception({
  clause,
  exception,
  draft,
  change,
  mayDecide,
}: Omit<Props, "raised"> & { exception: ReturnType<typeof raisedFirst>[number] }) {
  const t = useTranslations("case.exceptions");
  const words = useWords();
  const mark = `${clause.ref}#${exception.letter}`;
  const found = draft.exceptions[mark];
  const set = (next: { applies: boolean; why: string }) =>
    change((before) => ({ ...before, exceptions: { ...before.exceptions, [mark]: next } }));
  return (
    <li className="grid gap-1.5 border-t border-line py-2 text-13 first:border-t-0 first:pt-0">
      <fieldset disabled={!mayDecide} className="grid gap-1">
        <legend className="max-w-[68ch]">
          <span className="font-mono text-12">({exception.letter})</span> <Localised value={exception.text} />
        </legend>
        {exception.reason ? (
          <p className="text-ink-soft">
            <Mark>{t("raised")}</Mark> {exception.reason}
          </p>
        ) : null}
        <div className="flex flex-wrap gap-x-5">
          <Choice
            type="radio"
            name={`exception-${mark}`}
            label={t("doesNotApply")}
            checked={found?.applies === false}
            onChange={() => set({ applies: false, why: found?.why ?? "" })}
          />
          <Choice
            type="radio"
            name={`exception-${mark}`}
            label={t("applies")}
            checked={found?.applies === true}
            onChange={() => set({ applies: true, why: found?.why ?? "" })}
          />
        </div>
        {found ? (
          <Input
            aria-label={t("why", { exception: words(exception.text).slice(0, 80) })}
            placeholder={t(found.applies ? "whyApplies" : "whyNot")}
            maxLength={1000}
            className="h-8 text-13"
            value={found.why}
            onChange={({ target }) => set({ ...found, why: target.value })}
          />
        ) : null}
      </fieldset>
    </li>
  );
}
