import { useFormatter, useTranslations } from "next-intl";
import type { ShownGroup, ShownList, ShownSignal, ShownWord } from "@/lib/matching/clause-words.rules";
import { DefinitionList } from "../ui/definition-list";
import { Disclosure } from "../ui/disclosure";
import { Tag } from "../ui/status";

/** How the lexicon's groups and themes are called in the reader's language; a name that the catalogue does not have, as it is. */
function useNames(): (name: string) => string {
  const t = useTranslations("matching");
  return (name) => {
    const key = name.replace(/^#/, "");
    return t.has(`topics.${key}`) ? t(`topics.${key}`) : key;
  };
}

export function Name({ names, joint = ", " }: { names: readonly string[]; joint?: string }) {
  const nameOf = useNames();
  return <span className="text-13">{names.map(nameOf).join(joint)}</span>;
}

export function Weighed({ names, points }: { names: readonly string[]; points: number }) {
  const format = useFormatter();
  return (
    <>
      <Name names={names} joint=" + " /> <span className="font-normal text-ink-soft">{format.number(points)}</span>
    </>
  );
}

export function Words({ words, lang }: { words: readonly ShownWord[]; lang: string }) {
  const t = useTranslations("suggestions.words");
  const format = useFormatter();
  if (words.length === 0) return t("none");
  return (
    <ul className="flex flex-wrap gap-1">
      {words.map(({ word, points }) => (
        <li key={word} className="max-w-full">
          <Tag lang={lang}>
            {word} <span className="text-ink-soft">{format.number(points, { maximumFractionDigits: 2 })}</span>
          </Tag>
        </li>
      ))}
    </ul>
  );
}

export function Signals({ signals }: { signals: readonly ShownSignal[] }) {
  const nameOf = useNames();
  const t = useTranslations("suggestions.words");
  const format = useFormatter();
  return (
    <ul className="grid gap-0.5 text-13">
      {signals.map(({ parts, without, points }) => {
        const names = parts.map((part) => part.map(nameOf).join(` ${t("or")} `)).join(" + ");
        return (
          <li key={`${names} ${without.join(" ")}`} className="[overflow-wrap:anywhere]">
            {names}
            {without.length > 0 ? (
              <>
                {" "}
                {t("notBeside")} <Name names={without} />
              </>
            ) : null}{" "}
            <span className="text-ink-soft">{format.number(points)}</span>
          </li>
        );
      })}
    </ul>
  );
}

export function Group({ group: { name, words } }: { group: ShownGroup }) {
  const t = useTranslations("suggestions.words");
  if (!words) {
    return (
      <p className="flex min-h-8 items-center gap-2 text-13">
        <Name names={[name]} /> <span className="text-ink-soft">{t("pattern")}</span>
      </p>
    );
  }
  return (
    <Disclosure summary={<Name names={[name]} />}>
      <WordLists words={words} />
    </Disclosure>
  );
}

/** Words of both languages, each with its weight. */
export function WordLists({
  words: { en, zh, guards = [] },
}: {
  words: Omit<ShownList, "guards"> & Partial<ShownList>;
}) {
  const t = useTranslations("suggestions.words");
  return (
    <DefinitionList
      className="text-13"
      items={[
        { key: "en", term: t("english"), value: en.length > 0 ? <Words words={en} lang="en" /> : null },
        { key: "zh", term: t("chinese"), value: zh.length > 0 ? <Words words={zh} lang="zh" /> : null },
        {
          key: "guards",
          term: t("guards"),
          value: guards.length > 0 ? <span className="[overflow-wrap:anywhere]">{guards.join(" · ")}</span> : null,
        },
      ]}
    />
  );
}
