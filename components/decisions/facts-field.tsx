"use client";

import { useTranslations } from "next-intl";
import { useNames } from "../queue/nameable";
import { Checkbox } from "../ui/checkbox";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";
import type { Draft } from "./draft.rules";
import { TypedLanguage } from "./typed-language";
import type { ChangeDraft } from "./use-draft";

/** The tags that the commitments of AliExpress ask for (lib/intake/contract.ts; REQUIREMENTS Q60, Q79). */
const tags = ["hidden_link", "affiliate", "adult_or_health", "supplement", "medicine"];

type Props = {
  draft: Draft;
  change: ChangeDraft;
  problems: Readonly<Record<string, string>>;
  mayDecide: boolean;
  /** The languages of the letters that will quote it. */
  letters: readonly string[];
};

/** What was seen, in the moderator's words, if the bound evidence does not say it all; and what the case is to be found by. */
export function FactsField({ draft, change, problems, mayDecide, letters }: Props) {
  const t = useTranslations("case.facts");
  const name = useNames();
  const isOptional = draft.evidence.length > 0;
  const offered = [...new Set([...tags, ...draft.tags])];
  if (!mayDecide) return null;
  return (
    <div className="grid gap-3 text-13">
      <Field
        name="facts"
        label={t("label")}
        hint={t(isOptional ? "hintBound" : "hint")}
        error={problems.facts}
        optionalWord={isOptional ? t("optional") : undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={5000}
            value={draft.facts}
            onChange={({ target }) => change((before) => ({ ...before, facts: target.value }))}
          />
        )}
      </Field>
      <TypedLanguage words={draft.facts} letters={letters} />
      <Disclosure summary={t("tags", { count: draft.tags.length })} isOpen={draft.tags.length > 0}>
        <div className="flex flex-wrap gap-x-5">
          {offered.map((tag) => (
            <Checkbox
              key={tag}
              id={`tag-${tag}`}
              label={name("tag", tag)}
              checked={draft.tags.includes(tag)}
              onChange={({ target }) =>
                change((before) => ({
                  ...before,
                  tags: target.checked ? [...before.tags, tag] : before.tags.filter((other) => other !== tag),
                }))
              }
            />
          ))}
        </div>
      </Disclosure>
    </div>
  );
}
