import { useLocale, useTranslations } from "next-intl";
import type { Problem } from "@/lib/policy/edit/checks.contract";
import type { EditRefusal, NamedBy, Place } from "@/lib/policy/edit/contract";
import { useListed, usePolicyNames } from "../policy/names";
import { wordsFor } from "../ui/localised.rules";
import { useEditor } from "./editor-context";

/** Names of what a draft holds, in the reader's language. */
export function useDraftNames() {
  const { sanctions, documents } = useEditor().view.file;
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

/** A place of a draft in words: "clause 4.2", "row 4, buyer, Ordinary". */
export function usePlaceWords(): (place: Place) => string {
  const t = useTranslations("policyEdit.places");
  const names = useDraftNames();
  return ([list = "", key = "", ...rest]) => {
    if (list === "clauses") return t("clause", { name: key });
    if (list === "rows" && rest[0] === "cells" && rest[2])
      return t("cell", { name: key, role: names.role(rest[1] ?? ""), step: names.step(rest[2]) });
    if (list === "rows" && key) return t("row", { name: key });
    if (list === "steps" && key) return t("step", { name: names.step(key) });
    if (list === "actions" && key) return t("action", { name: names.action(key) });
    if (list === "counters" && key) return t("counter", { name: key });
    if (list === "sets" && key) return t("set", { name: key });
    if (list === "documents") return t("document", { name: names.document(key) });
    if (list === "notice") return t("notice");
    return list === "version" ? t("version") : t("table");
  };
}

/** Codes of a sentence's values in words, so that a sentence never shows a code that has a name. */
function useNamedValues(): (values: Problem["values"]) => Problem["values"] {
  const names = useDraftNames();
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

export function useProblemWords(): (problem: Problem) => string {
  const t = useTranslations("policyEdit.problems");
  const named = useNamedValues();
  return ({ code, values }) => t(code, named(values));
}

export function useRefusalWords(): (refusal: Omit<EditRefusal, "do">) => string {
  const t = useTranslations("policyEdit");
  const named = useNamedValues();
  const listed = useListed();
  const by = ({ part, name }: NamedBy) => t(`named.${part}`, { name });
  return ({ code, values, namedBy }) => t(`refusals.${code}`, { ...named(values), names: listed(namedBy.map(by)) });
}
