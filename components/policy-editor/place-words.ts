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

/**
 * Why an edit was refused. What the draft holds is called by its words, never by an id; a name that is taken, or that nothing
 * has, is said as it was typed.
 */
export function useRefusalWords(): (refusal: Omit<EditRefusal, "do">) => string {
  const t = useTranslations("policyEdit");
  const names = useDraftNames();
  const named = useNamedValues(names);
  const listed = useListed();
  const inList: Record<string, (id: string) => string> = {
    ...{ steps: names.step, actions: names.action, counters: names.counter, sets: names.set },
    documents: names.document,
  };
  const ofPart: Record<NamedBy["part"], string | null> = {
    ...{ clause: null, row: null, step: "steps", action: "actions", counter: "counters", set: "sets" },
  };
  const by = ({ part, name }: NamedBy) => {
    const words = inList[ofPart[part] ?? ""];
    return t(`named.${part}`, { name: words ? t("quoted", { words: words(name) }) : name });
  };
  return ({ code, values, namedBy, place: [list = ""] }) => {
    const isAsTyped = /_(?:taken|missing)$/.test(code);
    const words = inList[list];
    const own = Object.entries(values).map(([key, value]) => {
      const isName = key === "name" || key === "ref" || key === "parent";
      return [key, words && isName ? words(String(value)) : value] as const;
    });
    const said: EditRefusal["values"] = isAsTyped
      ? { ...values, role: names.role(String(values.role ?? "")) }
      : named(Object.fromEntries(own));
    return t(`refusals.${code}`, { ...said, names: listed(namedBy.map(by)) });
  };
}
