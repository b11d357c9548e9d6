import { useTranslations } from "next-intl";
import type { Problem } from "@/lib/policy/edit/checks.contract";
import type { EditRefusal, NamedBy, Place } from "@/lib/policy/edit/contract";
import { useNamedValues, useNamesIn } from "../policy/draft-names";
import { useListed } from "../policy/names";
import { usePlaceIn } from "../policy/place-words";
import { useEditor } from "./editor-context";

/** Names of what the draft in the editor holds, in the reader's language. */
export function useDraftNames() {
  return useNamesIn(useEditor().view.file);
}

/** A place of the draft in the editor, in words. */
export function usePlaceWords(): (place: Place) => string {
  return usePlaceIn(useEditor().view.file);
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
