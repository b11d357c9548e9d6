import { useTranslations } from "next-intl";
import type { Problem } from "@/lib/policy/edit/checks.contract";
import type { EditRefusal, NamedBy, Place } from "@/lib/policy/edit/contract";
import { useNamedValues, useNamesIn } from "../policy/draft-names";
import { useListed } from "../policy/names";
import { useEditor } from "./editor-context";

/** Names of what the draft in the editor holds, in the reader's language. */
export function useDraftNames() {
  return useNamesIn(useEditor().view.file);
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

export function useProblemWords(): (problem: Problem) => string {
  const t = useTranslations("policyEdit.problems");
  const named = useNamedValues(useDraftNames());
  return ({ code, values }) => t(code, named(values));
}

export function useRefusalWords(): (refusal: Omit<EditRefusal, "do">) => string {
  const t = useTranslations("policyEdit");
  const named = useNamedValues(useDraftNames());
  const listed = useListed();
  const by = ({ part, name }: NamedBy) => t(`named.${part}`, { name });
  return ({ code, values, namedBy }) => t(`refusals.${code}`, { ...named(values), names: listed(namedBy.map(by)) });
}
