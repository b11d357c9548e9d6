"use client";

import { useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import type { Silent } from "@/lib/decisions/read-by.rules";
import { mostExplanations } from "@/lib/intake/suggest.rules";
import { scoreWord } from "../decisions/say.rules";
import { percentOf, worthALine } from "../decisions/suggestions.rules";
import { Keycap } from "../ui/keycap";
import { LiveTime } from "../ui/live-time";
import { Localised, useListedWords } from "../ui/localised";
import { Reference } from "../ui/reference";
import { cn } from "../ui/text";

type Suggestion = CaseView["suggestions"][number];
type Props = {
  view: CaseView;
  chosen: string | null;
  onChoose: (ref: string) => void;
  isDisabled: boolean;
  /** What belongs to the chosen clause: it stands under its title, above the others. */
  underChosen?: ReactNode;
};

/** The clauses that the matcher suggests, best first, each with how sure it is and on which words it rests. */
export function ClauseChoices({ view, chosen, onChoose, isDisabled, underChosen }: Props) {
  const t = useTranslations("case.clause");
  const isUnread = view.suggestionsLimit === "no_rules" || view.suggestionsLimit === "not_readable";
  const shown = worthALine(view.suggestions);
  return (
    <fieldset className="grid gap-0.5" disabled={isDisabled}>
      <legend className="sr-only">{t("suggested")}</legend>
      {view.suggestionsLimit ? (
        <p className="pb-1 text-13 text-ink-soft">{t(`limits.${view.suggestionsLimit}`)}</p>
      ) : null}
      {view.suggestionsNotes.map((note) => (
        <p key={note} className="pb-1 text-13 text-ink-soft">
          {t(`notes.${note}`, { count: mostExplanations })}
        </p>
      ))}
      {shown.length === 0 && !isUnread ? <p className="text-13 text-ink-soft">{t("nothingSuggested")}</p> : null}
      {shown.length > 0 && !view.suggestionsConfident ? (
        <p className="pb-1 text-13 text-ink-soft">{t("notConfident")}</p>
      ) : null}
      {shown.map((suggestion, position) => (
        <Fragment key={suggestion.ref}>
          <Choice
            suggestion={suggestion}
            keycap={position < 5 ? String(position + 1) : null}
            isChosen={chosen === suggestion.ref}
            onChoose={() => onChoose(suggestion.ref)}
          />
          {chosen === suggestion.ref ? underChosen : null}
        </Fragment>
      ))}
      <ReadByLine by={view.suggestionsBy} />
    </fieldset>
  );
}

/** Which tools took part, whether or not they named a clause: their use stands in the statement too. */
function ReadByLine({ by }: { by: CaseView["suggestionsBy"] }) {
  const t = useTranslations("case.clause.readBy");
  const listed = useListedWords();
  if (by.matcher === null) return <p className="px-2 pt-1 text-12 text-ink-soft">{t("none")}</p>;
  const names = listed(by.outside.map(({ tool, name }) => ({ en: t(tool, { name }) })));
  return (
    <p className="px-2 pt-1 text-12 [overflow-wrap:anywhere] text-ink-soft">
      {t("matcher", { version: by.matcher })} {by.outside.length > 0 ? t("outside", { names }) : null}
      {(by.silent ?? []).map((one) => (
        <Fragment key={one.tool}>
          {" "}
          <Silence {...one} />
        </Fragment>
      ))}
      {by.outside.length + (by.silent ?? []).length === 0 ? t("noneOutside") : null}
    </p>
  );
}

/** Why a reader outside said nothing; of a spent budget also when the next one begins. */
function Silence(silent: Silent) {
  const t = useTranslations("case.clause.readBy.silent");
  const { tool } = silent;
  if (silent.why !== "budget") return t(silent.why, { tool });
  const { until } = silent;
  return until === null ? t("noBudget", { tool }) : t.rich("budget", { tool, time: () => <LiveTime value={until} /> });
}

type ChoiceProps = { suggestion: Suggestion; keycap: string | null; isChosen: boolean; onChoose: () => void };

function Choice({ suggestion, keycap, isChosen, onChoose }: ChoiceProps) {
  const t = useTranslations("case.clause");
  const percent = percentOf(suggestion);
  const reasons = [...new Set(suggestion.evidence.map((piece) => piece.reason).filter(Boolean))].slice(0, 3);
  return (
    <label
      className={cn(
        "grid cursor-pointer grid-cols-[auto_1fr_auto] items-start gap-x-2.5 rounded-md px-2 py-1.5 hover:bg-hover has-disabled:cursor-default",
        "has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus",
        isChosen && "bg-selected hover:bg-selected",
      )}
    >
      <input
        type="radio"
        name="clause"
        checked={isChosen}
        onChange={onChoose}
        className="relative mt-0.5 size-4 appearance-none rounded-full border border-line-strong bg-surface outline-none checked:border-[5px] checked:border-accent forced-colors:appearance-auto"
      />
      <span className="min-w-0">
        <Reference className="whitespace-normal [overflow-wrap:anywhere]">{suggestion.ref}</Reference>{" "}
        <Localised value={suggestion.title} className={isChosen ? "font-medium" : undefined} />
      </span>
      <span className="flex items-center gap-2 text-12 text-ink-soft">
        <span>{t(`scores.${scoreWord(suggestion.score)}`)}</span>
        <span aria-hidden="true" className="h-1.5 w-10 overflow-hidden rounded-full bg-line print:border">
          <span className="block h-full rounded-full bg-accent" style={{ width: `${percent}%` }} />
        </span>
        <span className="w-8 text-right">{t("percent", { percent })}</span>
        {keycap ? <Keycap aria-hidden="true">{keycap}</Keycap> : null}
      </span>
      {isChosen && reasons.length > 0 ? (
        <span className="col-span-2 col-start-2 text-12 text-ink-soft" dir="auto">
          {t("because", { reasons: reasons.join(" · ") })}
        </span>
      ) : null}
    </label>
  );
}
