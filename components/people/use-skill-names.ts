import { useLocale } from "next-intl";
import type { SkillChoices } from "@/lib/queue/contract";
import { useNames } from "../queue/nameable";
import { useWords } from "../ui/localised";
import type { SelectGroup, SelectOption } from "../ui/select";

type Kind = "languages" | "platforms" | "groups";

/** What skills are called, and what there is to choose; a code that is in no list is shown as it is. */
export function useSkillNames(choices: SkillChoices) {
  const name = useNames();
  const words = useWords();
  const locale = useLocale();
  const platform = (id: string) => {
    const found = choices.platforms.find((one) => one.id === id);
    return found ? words(found.name) : id;
  };
  const group = (ref: string) => {
    const titles = choices.groups.filter((one) => one.ref === ref).map(({ title }) => words(title));
    return titles.length === 0 ? ref : `${ref} · ${[...new Set(titles)].join(" / ")}`;
  };
  const language = (code: string) => name("language", code);
  const nameOf = { languages: language, platforms: platform, groups: group };
  const sorted = (values: readonly string[], of: (value: string) => string): SelectOption[] =>
    values
      .map((value) => ({ value, label: of(value) }))
      .sort((one, other) => one.label.localeCompare(other.label, locale));
  const options: Record<Kind, (SelectOption | SelectGroup)[]> = {
    languages: sorted(choices.languages, language),
    platforms: sorted(
      choices.platforms.map(({ id }) => id),
      platform,
    ),
    groups: choices.platforms.flatMap(({ id }) => {
      const here = choices.groups.filter((one) => one.platform === id);
      const within = here.map(({ ref, title }) => ({ value: ref, label: `${ref} · ${words(title)}` }));
      return within.length > 0 ? [{ label: platform(id), options: within }] : [];
    }),
  };
  return { nameOf, options };
}
