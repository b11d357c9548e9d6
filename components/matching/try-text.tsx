import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Status } from "../ui/status";
import { Textarea } from "../ui/textarea";

export type Tried = {
  confident: boolean;
  matches: { ref: string; title: string; percent: number; reasons: string[] }[];
};
type Props = {
  text: string;
  explanation: string;
  tried: Tried | null;
  problem: string | null;
  /** On a clause's own page, and at which place it was suggested: 0 for not at all, null before a text was tried. */
  clause?: { ref: string; place: number | null };
};

/** A plain form that asks the page again, and what the matcher makes of the text. It needs no script, and stores nothing. */
export function TryText({ text, explanation, tried, problem, clause }: Props) {
  const t = useTranslations("suggestions.try");
  return (
    <div className="grid gap-4 py-3">
      <form method="get" className="grid gap-3 md:grid-cols-[2fr_1fr]">
        {clause ? <input type="hidden" name="clause" value={clause.ref} /> : null}
        <p className="text-13 text-ink-soft md:col-span-2">{t("hint")}</p>
        <Field name="text" label={t("text")} error={problem ?? undefined}>
          {(control) => <Textarea {...control} rows={3} defaultValue={text} />}
        </Field>
        <Field name="explanation" label={t("explanation")}>
          {(control) => <Textarea {...control} rows={3} defaultValue={explanation} />}
        </Field>
        <div>
          <Button type="submit">{t("submit")}</Button>
        </div>
      </form>
      {clause && clause.place !== null ? <p>{t("place", { clause: clause.ref, place: clause.place })}</p> : null}
      {tried ? <Answer {...tried} /> : null}
    </div>
  );
}

function Answer({ confident, matches }: Tried) {
  const t = useTranslations("suggestions.try");
  return (
    <section aria-live="polite" className="grid gap-2">
      <Status tone={confident ? "accent" : "neutral"}>{t(confident ? "confident" : "unsure")}</Status>
      {matches.length === 0 ? <p>{t("nothing")}</p> : null}
      <ol className="grid gap-2">
        {matches.map(({ ref, title, percent, reasons }) => (
          <li key={ref} className="grid gap-0.5">
            <p>
              <span className="font-medium">{ref}</span> {title}{" "}
              <span className="text-ink-soft">{t("score", { percent })}</span>
            </p>
            {reasons.map((reason) => (
              <p key={reason} className="text-13 text-ink-soft">
                {reason}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
