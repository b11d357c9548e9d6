import { useLocale, useTranslations } from "next-intl";
import type { Problem } from "@/lib/policy/edit/checks.contract";
import type { VersionFile } from "@/lib/policy/import/version.contract";
import { wordsFor } from "../ui/localised.rules";
import { usePolicyNames } from "./names";

/** Names of what a version file holds, in the reader's language: a sanction by its words and not by its id. */
export function useNamesIn({ sanctions, documents }: Pick<VersionFile, "sanctions" | "documents">) {
  const name = usePolicyNames();
  const locale = useLocale();
  const action = (id: string): string => {
    const found = sanctions.actions.find((other) => other.id === id);
    return found ? wordsFor({ en: found.label, hans: found.labelZh?.hans ?? found.zh ?? undefined }, locale).text : id;
  };
  const step = (id: string): string => sanctions.table?.steps.find((other) => other.id === id)?.label ?? id;
  const document = (id: string): string => {
    const found = documents.find((other) => other.id === id);
    const hans = found?.titleZh?.hans ?? found?.zh?.title ?? undefined;
    return found ? wordsFor({ en: found.title, hans, hant: found.titleZh?.hant }, locale).text : id;
  };
  return { action, step, document, role: (role: string) => name("role", role), name };
}

/** Codes of a sentence's values in words, so that a sentence never shows a code that has a name. */
export function useNamedValues(names: ReturnType<typeof useNamesIn>): (values: Problem["values"]) => Problem["values"] {
  const t = useTranslations("policyEdit");
  const words: Record<string, (value: string) => string> = {
    ...{ role: names.role, action: names.action, step: names.step, before: names.step },
    keyword: (value) => names.name("keyword", value),
    kind: (value) => t(`named.${value}`, { name: "" }).trim(),
    field: (value) => t(`clause.${value}`),
  };
  return (values) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, words[key]?.(String(value)) ?? value]));
}
