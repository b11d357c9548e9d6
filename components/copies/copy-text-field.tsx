"use client";

import { useTranslations } from "next-intl";
import type { CopyText } from "@/lib/decisions/copy-review.contract";
import { findPersonalData } from "@/lib/transparency-database/personal-data.rules";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";
import { MarkedText } from "./marked-text";

type Props = {
  about: CopyText;
  text: string;
  onText: (text: string) => void;
  harmless: readonly string[];
  onHarmless: (piece: string, isHarmless: boolean) => void;
  error: string | undefined;
  isReadOnly: boolean;
};

/** One text of a copy: as it was on the left, what would be told on the right, and what still looks like personal data. */
export function CopyTextField({ about, text, onText, harmless, onHarmless, error, isReadOnly }: Props) {
  const t = useTranslations("copies");
  const { field, before, limit } = about;
  const found = new Map(findPersonalData(text.normalize("NFC")).map(({ text: piece, kind }) => [piece, kind]));
  return (
    <section aria-label={t(`fields.${field}`)} className="grid gap-3 border-t border-line pt-4">
      <h2 className="font-semibold">{t(`fields.${field}`)}</h2>
      <div className="grid gap-x-6 gap-y-4 lg:grid-cols-2">
        <div className="grid content-start gap-1.5">
          <p className="font-medium">{t("one.before")}</p>
          {before?.isTyped ? <p className="text-13 text-ink-soft">{t("one.typed")}</p> : null}
          {before ? <MarkedText {...before} /> : <p className="text-ink-soft">{t("one.unchanged")}</p>}
        </div>
        <div className="grid content-start gap-2">
          {isReadOnly ? (
            <>
              <p className="font-medium">{t("one.proposed")}</p>
              <p dir="auto" className="max-w-[68ch] whitespace-pre-wrap [overflow-wrap:anywhere]">
                {text}
              </p>
            </>
          ) : (
            <Field name={field} label={t("one.proposed")} error={error}>
              {(control) => (
                <Textarea
                  {...control}
                  dir="auto"
                  lang="en"
                  maxLength={limit * 2}
                  value={text}
                  onChange={(event) => onText(event.target.value)}
                />
              )}
            </Field>
          )}
          {!isReadOnly && found.size > 0 ? (
            <fieldset className="text-13">
              <legend className="font-medium">{t("one.left")}</legend>
              {[...found].map(([piece, kind]) => (
                <Checkbox
                  key={piece}
                  label={t("one.harmless", { piece, kind: t(`kinds.${kind}`) })}
                  className="[overflow-wrap:anywhere]"
                  checked={harmless.includes(piece)}
                  onChange={(event) => onHarmless(piece, event.target.checked)}
                />
              ))}
            </fieldset>
          ) : null}
        </div>
      </div>
    </section>
  );
}
