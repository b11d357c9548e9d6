"use client";

import { useTranslations } from "next-intl";
import type { Ref } from "react";
import type { ReviewChoices } from "@/lib/quality/review.contract";
import { ClauseSearch } from "../cases/clause-search";
import { Choice } from "../ui/checkbox";
import { ErrorText } from "../ui/field";
import { Keycap } from "../ui/keycap";
import { Localised } from "../ui/localised";
import { Reference } from "../ui/reference";

type Props = {
  sampleId: string;
  choices: ReviewChoices;
  chosen: string | null;
  searchRef: Ref<HTMLInputElement>;
  onChoose: (ref: string) => void;
  error?: string;
};

/** The clause of a second look: those suggested, with their keys, and the search of the case screen for any other. */
export function ReviewClause({ sampleId, choices, chosen, searchRef, onChoose, error }: Props) {
  const t = useTranslations("quality.blind");
  const clauseOf = (ref: string) => choices.clauses.find((clause) => clause.ref === ref) ?? [];
  const suggested = choices.suggested.flatMap(clauseOf);
  const other = chosen === null || choices.suggested.includes(chosen) ? [] : [chosen].flatMap(clauseOf);
  return (
    <fieldset id="clause" className="grid gap-1" aria-describedby={error ? "clause-error" : undefined}>
      <legend className="mb-1.5 font-medium">{t("clause")}</legend>
      <ErrorText id="clause-error">{error}</ErrorText>
      {[...suggested, ...other].map(({ ref, title }, position) => (
        <Choice
          key={ref}
          type="radio"
          name="clause"
          checked={chosen === ref}
          onChange={() => onChoose(ref)}
          label={
            <>
              <Reference className="whitespace-normal [overflow-wrap:anywhere]">{ref}</Reference>{" "}
              <Localised value={title} className={chosen === ref ? "font-medium" : undefined} />{" "}
              {position < Math.min(5, suggested.length) ? (
                <Keycap aria-hidden="true">{String(position + 1)}</Keycap>
              ) : null}
            </>
          }
        />
      ))}
      <ClauseSearch at={`/api/quality/${sampleId}`} inputRef={searchRef} onChoose={({ ref }) => onChoose(ref)} />
    </fieldset>
  );
}
