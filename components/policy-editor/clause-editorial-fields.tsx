"use client";

import { useTranslations } from "next-intl";
import { isStatementCategory, keywordsFor, statementCategories } from "@/lib/platform/statement-values.rules";
import { Aim, FindingName, Severity } from "@/lib/policy/pack.contract";
import { usePolicyNames } from "../policy/names";
import type { ClauseFieldsProps } from "./clause-form";
import { useEditor } from "./editor-context";
import { ChecksField, ChoiceField, TagsField } from "./fields";
import { useProblemWords } from "./place-words";
import { problemOf } from "./problems.rules";

/** Ours and not the platform's: how grave, what the Transparency Database is told, and by which words it is found. */
export function ClauseEditorialFields({ shown, set }: ClauseFieldsProps) {
  const t = useTranslations("policyEdit.clause");
  const name = usePolicyNames();
  const words = useProblemWords();
  const { problems } = useEditor().view;
  const { editorial } = shown;
  const put = (change: Partial<typeof editorial>) => set({ editorial: { ...editorial, ...change } });
  const error = (field: string) => {
    const problem = problemOf(problems, ["clauses", shown.ref, "editorial", field]);
    return problem?.severity === "blocks" ? words(problem) : undefined;
  };
  const offered = [editorial.dsaCategory ?? "", ...editorial.dsaCategoryAddition]
    .filter(isStatementCategory)
    .flatMap(keywordsFor);
  const categories = statementCategories.map((value) => ({ value, label: name("category", value) }));
  return (
    <div className="grid gap-4">
      <p className="max-w-[68ch] text-13 text-ink-soft">{t("editorialHint")}</p>
      <div className="grid gap-4 md:grid-cols-2">
        <ChoiceField
          label={t("severity")}
          placeholder={t("choose")}
          value={editorial.severity ?? ""}
          options={Severity.options.map((value) => ({ value, label: name("severity", value) }))}
          onChange={(value) => put({ severity: Severity.nullable().parse(value || null) })}
        />
        <ChoiceField
          label={t("aim")}
          value={editorial.aim}
          options={Aim.options.map((value) => ({ value, label: name("aim", value) }))}
          onChange={(value) => put({ aim: Aim.parse(value) })}
        />
        <ChoiceField
          label={t("category")}
          placeholder={t("choose")}
          value={editorial.dsaCategory ?? ""}
          options={categories}
          error={error("dsaCategory")}
          onChange={(value) => put({ dsaCategory: value || null })}
        />
      </div>
      <ChecksField
        label={t("keywords")}
        hint={offered.length === 0 ? t("keywordsFirst") : undefined}
        error={error("dsaKeywords")}
        value={editorial.dsaKeywords}
        options={[...new Set([...offered, ...editorial.dsaKeywords])].map((value) => ({
          value,
          label: name("keyword", value),
        }))}
        onChange={(dsaKeywords) => put({ dsaKeywords })}
      />
      <ChecksField
        label={t("categoryAddition")}
        value={editorial.dsaCategoryAddition}
        options={categories.filter(({ value }) => value !== editorial.dsaCategory)}
        onChange={(dsaCategoryAddition) => put({ dsaCategoryAddition })}
      />
      <div className="grid gap-4 md:grid-cols-3">
        {(["en", "zh", "zhHant"] as const).map((language) => (
          <TagsField
            key={language}
            label={t(`words.${language}`)}
            lang={language === "en" ? "en" : language === "zh" ? "zh-Hans" : "zh-Hant"}
            value={editorial.keywords[language]}
            onChange={(typed) => put({ keywords: { ...editorial.keywords, [language]: typed } })}
          />
        ))}
      </div>
      <ChecksField
        label={t("remindOn")}
        hint={t("remindOnHint")}
        value={editorial.remindOn}
        options={FindingName.options.map((value) => ({ value, label: name("finding", value) }))}
        onChange={(chosen) => put({ remindOn: FindingName.array().parse(chosen) })}
      />
    </div>
  );
}
