"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { ReviewChoices } from "@/lib/quality/review.contract";
import { useKeys } from "../shell/keys";
import { caps } from "../shell/keys.rules";
import { useIsMac } from "../shell/use-is-mac";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { ErrorText, Field } from "../ui/field";
import { Form } from "../ui/form";
import { useWords } from "../ui/localised";
import { RadioGroup } from "../ui/radio-group";
import { Textarea } from "../ui/textarea";
import { ReviewClause } from "./review-clause";
import { noReview, offeredMeasures, type ReviewDraft, reviewOf, withReviewClause } from "./review-draft.rules";

/** So many suggested clauses have a key of their own, as on the case screen. */
const keyed = 5;

/**
 * What the second person finds: outcome, clause, measures. Those of a first time lie ready under a clause; what the account
 * did before is not counted, because its strikes of today would tell the first outcome.
 */
export function ReviewForm({ sampleId, choices }: { sampleId: string; choices: ReviewChoices }) {
  const t = useTranslations("quality.blind");
  const [draft, setDraft] = useState(noReview);
  const search = useRef<HTMLInputElement>(null);
  const isMac = useIsMac();
  const { send, isBusy, fields } = useWrite({ done: t("done") });
  const patch = (change: Partial<ReviewDraft>) => setDraft((before) => ({ ...before, ...change }));
  const chooseClause = (ref: string) => setDraft((before) => withReviewClause(before, choices, ref));
  const isReady = draft.finding !== "" && !isBusy;
  const give = () => {
    if (isReady) send({ path: `/api/quality/${sampleId}/review`, body: reviewOf(draft, choices) });
  };
  const keys = useTranslations("case.keys");
  useKeys([
    { keys: "n", label: keys("none"), run: () => patch({ finding: "no_violation" }) },
    { keys: "/", label: keys("search"), run: () => search.current?.focus() },
    ...choices.suggested.slice(0, keyed).map((ref, position) => ({
      keys: String(position + 1),
      label: keys("choose", { position: position + 1 }),
      run: () => chooseClause(ref),
    })),
    { keys: "mod+enter", label: t("submit"), run: give, isOn: isReady },
  ]);
  const hasMeasures = draft.finding === "law" || (draft.finding === "clause" && draft.clause !== null);
  return (
    <Form
      className="grid gap-5 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
    >
      <RadioGroup
        name="finding"
        legend={t("finding")}
        value={draft.finding}
        onChoose={(value) => patch({ finding: value === "clause" || value === "law" ? value : "no_violation" })}
        isRequired
        options={(["no_violation", "clause", "law"] as const).map((value) => ({
          value,
          label: t(`findings.${value}`),
        }))}
      />
      {draft.finding === "law" ? null : (
        <ReviewClause
          sampleId={sampleId}
          choices={choices}
          chosen={draft.finding === "clause" ? draft.clause : null}
          searchRef={search}
          onChoose={chooseClause}
          error={draft.finding === "clause" ? fields.clause : undefined}
        />
      )}
      {hasMeasures ? (
        <Measures
          offered={offeredMeasures(draft, choices)}
          chosen={draft.sanctions}
          onChange={(sanctions) => patch({ sanctions })}
          isLaidReady={draft.finding === "clause"}
          error={fields.sanctions}
        />
      ) : null}
      <Field name="why" label={t("why")} hint={t("whyHint")} optionalWord={t("optional")} error={fields.why}>
        {(control) => (
          <Textarea {...control} rows={3} value={draft.why} onChange={({ target }) => patch({ why: target.value })} />
        )}
      </Field>
      <div>
        <Button
          type="submit"
          look="primary"
          keycap={caps("mod+enter", isMac).join(" ")}
          shortcut="Control+Enter Meta+Enter"
          isBusy={isBusy}
          disabled={draft.finding === ""}
        >
          {t("submit")}
        </Button>
      </div>
    </Form>
  );
}

type MeasuresProps = {
  offered: ReviewChoices["actions"];
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
  isLaidReady: boolean;
  error?: string;
};

function Measures({ offered, chosen, onChange, isLaidReady, error }: MeasuresProps) {
  const t = useTranslations("quality.blind");
  const words = useWords();
  return (
    <fieldset className="grid gap-1" aria-describedby={error ? "measures-error" : undefined}>
      <legend className="mb-1.5 font-medium">{t("measures")}</legend>
      {isLaidReady && offered.length > 0 ? <p className="text-13 text-ink-soft">{t("measuresHint")}</p> : null}
      <ErrorText id="measures-error">{error}</ErrorText>
      {offered.length === 0 ? <p className="text-ink-soft">{t("noMeasures")}</p> : null}
      {offered.map(({ id, label }) => (
        <Checkbox
          key={id}
          label={words(label)}
          checked={chosen.includes(id)}
          onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))}
        />
      ))}
    </fieldset>
  );
}
