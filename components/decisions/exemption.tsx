"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";

export type Exempting = { isExempt: boolean; exemptWhy: string };
type Props = {
  draft: Exempting;
  onChange: (patch: Partial<Exempting>) => void;
  /** How many items are alike; absent where the server will count them for each. */
  count?: number;
  problems: Readonly<Record<string, string>>;
};

/**
 * Deceptive commercial content in bulk owes no statement of reasons (DSA Art. 17(2), S3). What is bulk the server counts;
 * what is offered and what deceives in it is said here, and stands in the decision's record.
 */
export function Exemption({ draft, onChange, count, problems }: Props) {
  const t = useTranslations("case.exemption");
  return (
    <div className="grid gap-2 text-13">
      <Checkbox
        id="exemption"
        label={t("claim")}
        hint={count === undefined ? t("hintEach") : t("hint", { count })}
        checked={draft.isExempt}
        onChange={({ target }) => onChange({ isExempt: target.checked })}
      />
      {problems.exemption ? <p className="text-danger-ink">{problems.exemption}</p> : null}
      {draft.isExempt ? (
        <Field name="exemptWhy" label={t("why")} hint={t("whyHint")} error={problems["exemption.why"]}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={2000}
              className="min-h-14"
              value={draft.exemptWhy}
              onChange={({ target }) => onChange({ exemptWhy: target.value })}
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}
