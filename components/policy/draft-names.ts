import { useLocale, useTranslations } from "next-intl";
import type { Problem } from "@/lib/policy/edit/checks.contract";
import type { VersionFile } from "@/lib/policy/import/version.contract";
import { wordsFor } from "../ui/localised.rules";
import { useDay, useListed, usePolicyNames } from "./names";

type Named = Pick<VersionFile, "sanctions" | "documents" | "clauses">;

/** Names of what a version file holds, in the reader's language: a sanction by its words and not by its id. */
export function useNamesIn({ sanctions, documents, clauses }: Named) {
  const t = useTranslations("library.sanctions.steps");
  const name = usePolicyNames();
  const locale = useLocale();
  const action = (id: string): string => {
    const found = sanctions.actions.find((other) => other.id === id);
    return found ? wordsFor({ en: found.label, hans: found.labelZh?.hans ?? found.zh ?? undefined }, locale).text : id;
  };
  /** A counter has no short name, and its rule is in one language: it is said by when it is reached. */
  const counter = (id: string): string => {
    const found = sanctions.counters.find((other) => other.id === id);
    if (!found) return id;
    const { threshold, windowDays: days } = found;
    return days === null ? t("count", { threshold }) : t("countWithin", { threshold, days });
  };
  /** A step has no Chinese words of its own: it is said by what opens it, as in the library. */
  const step = (id: string): string => {
    const found = sanctions.table?.steps.find((other) => other.id === id);
    if (!found || !locale.startsWith("zh")) return found?.label ?? id;
    if (sanctions.counters.some((other) => other.id === found.counter)) return counter(found.counter ?? "");
    return found.finding ? name("finding", found.finding) : t("ordinary");
  };
  const clause = (ref: string): string => {
    const found = clauses.find((other) => other.ref === ref);
    const hans = found?.titleZh?.hans ?? found?.zh?.title ?? undefined;
    return found ? wordsFor({ en: found.title, hans, hant: found.titleZh?.hant }, locale).text : ref;
  };
  /** A row of the penalty table by the clause that it punishes; null: there is no such row. */
  const row = (item: number): string | null => {
    const found = sanctions.table?.rows.find((other) => other.item === item);
    return found ? clause(found.ref) : null;
  };
  const document = (id: string): string => {
    const found = documents.find((other) => other.id === id);
    const hans = found?.titleZh?.hans ?? found?.zh?.title ?? undefined;
    return found ? wordsFor({ en: found.title, hans, hant: found.titleZh?.hant }, locale).text : id;
  };
  const set = (id: string): string => {
    const found = sanctions.sets.find((other) => other.id === id);
    return found ? wordsFor({ en: found.trigger, hans: found.zh?.trigger }, locale).text : id;
  };
  return { action, step, clause, row, document, counter, set, role: (role: string) => name("role", role), name };
}

/** Codes of a sentence's values in words, so that a sentence never shows a code that has a name. */
export function useNamedValues(names: ReturnType<typeof useNamesIn>): (values: Problem["values"]) => Problem["values"] {
  const t = useTranslations("policyEdit");
  const day = useDay();
  const listed = useListed();
  const dated = (value: string) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : value);
  const words: Record<string, (value: string) => string> = {
    ...{ role: names.role, action: names.action, step: names.step, before: names.step },
    roles: (value) => listed(value.split(", ").map(names.role)),
    ...{ counter: names.counter, set: names.set, document: names.document },
    keyword: (value) => names.name("keyword", value),
    kind: (value) => t(`named.${value}`, { name: "" }).trim(),
    field: (value) => t(`clause.${value}`),
    // A day is told in one form on every screen. Some of these names stand for other things elsewhere.
    ...{ from: dated, to: dated, day: dated, announced: dated, earliest: dated },
  };
  return (values) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, words[key]?.(String(value)) ?? value]));
}
