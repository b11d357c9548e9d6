import { useTranslations } from "next-intl";
import type { VersionChoice } from "@/lib/policy/compare/contract";
import { useWords } from "../ui/localised";
import type { SelectGroup } from "../ui/select";
import { useListed } from "./names";

/** Versions to choose from, by the documents that they hold; drafts say that they are drafts. */
export function useVersionOptions(versions: readonly VersionChoice[]): SelectGroup[] {
  const t = useTranslations("policyCompare");
  const words = useWords();
  const listed = useListed();
  const groups = new Map<string, VersionChoice[]>();
  for (const version of versions) {
    const label = listed(version.documents.map(words));
    groups.set(label, [...(groups.get(label) ?? []), version]);
  }
  return [...groups].map(([label, own]) => ({
    label,
    options: own.map(({ ref, label: name, isDraft, textAvailable }) => ({
      value: ref,
      label: isDraft
        ? t("draft", { name: words(name) })
        : textAvailable
          ? words(name)
          : t("unread", { name: words(name) }),
    })),
  }));
}
