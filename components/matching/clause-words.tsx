import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ClauseWords, ShownGroup, ShownSignal, ShownWord } from "@/lib/matching/clause-words.rules";
import { DefinitionList } from "../ui/definition-list";
import { Disclosure } from "../ui/disclosure";
import { Tag } from "../ui/status";

/** What the matcher reads for one clause: ours and not the platform's, to be looked at and not changed here. */
export function ClauseWordsPart({ words }: { words: ClauseWords }) {
  const t = useTranslations("suggestions.words");
  const { keywords, themes, signals, against, groups, examples, moreExamples } = words;
  return (
    <div className="grid gap-5 py-3">
      <p className="text-13 text-ink-soft">
        {t("editorial")} {words.isUmbrella ? t("umbrella") : null}
      </p>
      <DefinitionList
        items={[
          { key: "en", term: t("keywordsEn"), value: <Words words={keywords.en} lang="en" /> },
          { key: "zh", term: t("keywordsZh"), value: <Words words={keywords.zh} lang="zh" /> },
          { key: "own", term: t("signals"), value: signals.length > 0 ? <Signals signals={signals} /> : null },
          { key: "against", term: t("against"), value: <Against against={against} /> },
        ]}
      />
      {themes.length > 0 ? (
        <Part title={t("themes")}>
          <ul className="grid items-start gap-1 sm:grid-cols-2 xl:grid-cols-3">
            {themes.map(({ name, weight, signals: within }) => (
              <li key={name}>
                <Disclosure summary={<Weighed names={themeNames(within)} points={weight} />}>
                  <Signals signals={within} />
                </Disclosure>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {groups.length > 0 ? (
        <Part title={t("groups")} hint={t("syntax")}>
          <ul className="grid items-start gap-1 sm:grid-cols-2 xl:grid-cols-3">
            {groups.map((group) => (
              <li key={group.name}>
                <Group group={group} />
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {examples.length > 0 ? (
        <Disclosure summary={t("examples", { count: examples.length + moreExamples })}>
          <ul className="grid list-disc gap-1 pl-5 text-13">
            {examples.map((text) => (
              <li key={text} dir="auto" className="max-w-[80ch] [overflow-wrap:anywhere]">
                {text}
              </li>
            ))}
          </ul>
          {moreExamples > 0 ? (
            <p className="pt-1 text-13 text-ink-soft">{t("moreExamples", { count: moreExamples })}</p>
          ) : null}
        </Disclosure>
      ) : null}
    </div>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="grid gap-1">
      <h3 className="font-semibold">{title}</h3>
      {hint ? <p className="text-13 text-ink-soft">{hint}</p> : null}
      {children}
    </section>
  );
}

/** How the lexicon's groups and themes are called in the reader's language; a name that the catalogue does not have, as it is. */
function useNames(): (name: string) => string {
  const t = useTranslations("matching");
  return (name) => {
    const key = name.replace(/^#/, "");
    return t.has(`topics.${key}`) ? t(`topics.${key}`) : key;
  };
}

function Name({ names, joint = ", " }: { names: readonly string[]; joint?: string }) {
  const nameOf = useNames();
  return <span className="text-13">{names.map(nameOf).join(joint)}</span>;
}

/** A theme is called by the groups that its first signal looks for. */
function themeNames([first]: readonly ShownSignal[]): string[] {
  return first?.parts.flatMap(([group]) => group ?? []) ?? [];
}

function Weighed({ names, points }: { names: readonly string[]; points: number }) {
  const format = useFormatter();
  return (
    <>
      <Name names={names} joint=" + " /> <span className="font-normal text-ink-soft">{format.number(points)}</span>
    </>
  );
}

function Words({ words, lang }: { words: readonly ShownWord[]; lang: string }) {
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

function Signals({ signals }: { signals: readonly ShownSignal[] }) {
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

function Against({ against: { signals, without } }: { against: ClauseWords["against"] }) {
  const t = useTranslations("suggestions.words");
  if (signals.length === 0 && without.length === 0) return t("none");
  return (
    <div className="grid gap-1">
      {signals.length > 0 ? <Signals signals={signals} /> : null}
      {without.length > 0 ? (
        <p className="text-13">
          {t("notBeside")} <Name names={without} />
        </p>
      ) : null}
    </div>
  );
}

function Group({ group: { name, words } }: { group: ShownGroup }) {
  const t = useTranslations("suggestions.words");
  if (!words) {
    return (
      <p className="flex min-h-8 items-center gap-2 text-13">
        <Name names={[name]} /> <span className="text-ink-soft">{t("pattern")}</span>
      </p>
    );
  }
  const list = (of: readonly string[], lang: string) =>
    of.length > 0 ? (
      <span lang={lang} className="[overflow-wrap:anywhere]">
        {of.join(" · ")}
      </span>
    ) : null;
  return (
    <Disclosure summary={<Name names={[name]} />}>
      <DefinitionList
        className="text-13"
        items={[
          { key: "en", term: t("english"), value: list(words.en, "en") },
          { key: "zh", term: t("chinese"), value: list(words.zh, "zh") },
          { key: "guards", term: t("guards"), value: list(words.guards, "") },
        ]}
      />
    </Disclosure>
  );
}
