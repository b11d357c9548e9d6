"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ReviewChoices } from "@/lib/quality/review.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { ErrorText, Field } from "../ui/field";
import { useWords } from "../ui/localised";
import { RadioGroup } from "../ui/radio-group";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

type Finding = "" | "no_violation" | "clause" | "law";

/** What the second person finds: outcome, clause, measures. Nothing is recommended: the recommendation is the first outcome's frame. */
export function ReviewForm({ sampleId, choices }: { sampleId: string; choices: ReviewChoices }) {
  const t = useTranslations("quality.blind");
  const [finding, setFinding] = useState<Finding>("");
  const [clause, setClause] = useState("");
  const [sanctions, setSanctions] = useState<readonly string[]>([]);
  const [why, setWhy] = useState("");
  const { send, isBusy, fields } = useWrite({ done: t("done") });
  const of = choices.clauses.find(({ ref }) => ref === clause);
  const offered = finding === "law" ? choices.actions : choices.actions.filter(({ id }) => of?.actions.includes(id));
  const body = {
    outcome: finding === "no_violation" ? "no_violation" : "violation",
    ground: finding === "law" ? "law" : "clause",
    clause: finding === "clause" && clause !== "" ? clause : null,
    sanctions: sanctions.filter((id) => offered.some((action) => action.id === id)),
    why,
  };
  return (
    <form
      className="grid gap-5 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        send({ path: `/api/quality/${sampleId}/review`, body });
      }}
    >
      <RadioGroup
        name="finding"
        legend={t("finding")}
        value={finding}
        onChoose={(value) => setFinding(value === "clause" || value === "law" ? value : "no_violation")}
        isRequired
        options={(["no_violation", "clause", "law"] as const).map((value) => ({
          value,
          label: t(`findings.${value}`),
        }))}
      />
      {finding === "clause" ? (
        <ClauseField choices={choices} value={clause} onChoose={setClause} error={fields.clause} />
      ) : null}
      {finding === "law" || of ? (
        <Measures offered={offered} chosen={sanctions} onChange={setSanctions} error={fields.sanctions} />
      ) : null}
      <Field name="why" label={t("why")} hint={t("whyHint")} optionalWord={t("optional")} error={fields.why}>
        {(control) => <Textarea {...control} rows={3} value={why} onChange={(event) => setWhy(event.target.value)} />}
      </Field>
      <div>
        <Button type="submit" look="primary" isBusy={isBusy} disabled={finding === ""}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}

type ClauseProps = { choices: ReviewChoices; value: string; onChoose: (ref: string) => void; error?: string };

function ClauseField({ choices, value, onChoose, error }: ClauseProps) {
  const t = useTranslations("quality.blind");
  const words = useWords();
  const optionOf = ({ ref, title }: ReviewChoices["clauses"][number]) => ({
    value: ref,
    label: `${ref}  ${words(title)}`,
  });
  const suggested = choices.suggested.flatMap((ref) => choices.clauses.find((clause) => clause.ref === ref) ?? []);
  const others = choices.clauses.filter((clause) => !suggested.includes(clause));
  const groups = [
    { label: t("suggested"), options: suggested.map(optionOf) },
    { label: t("others"), options: others.map(optionOf) },
  ].filter(({ options }) => options.length > 0);
  return (
    <Field name="clause" label={t("clause")} error={error} isRequired>
      {(control) => (
        <Select
          {...control}
          placeholder={t("chooseClause")}
          options={groups}
          value={value}
          onChange={(event) => onChoose(event.target.value)}
        />
      )}
    </Field>
  );
}

type MeasuresProps = {
  offered: ReviewChoices["actions"];
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
  error?: string;
};

function Measures({ offered, chosen, onChange, error }: MeasuresProps) {
  const t = useTranslations("quality.blind");
  const words = useWords();
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1.5 font-medium">{t("measures")}</legend>
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
