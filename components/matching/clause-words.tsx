import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ClauseWords, ShownSignal } from "@/lib/matching/clause-words.rules";
import { DefinitionList } from "../ui/definition-list";
import { Disclosure } from "../ui/disclosure";
import { Examples, Exceptions, ForAllClauses } from "./clause-words-more";
import { Group, Name, Signals, Weighed, Words } from "./word-lists";

/** What the matcher reads for one clause: ours and not the platform's, to be looked at and not changed here. */
export function ClauseWordsPart({ words }: { words: ClauseWords }) {
  const t = useTranslations("suggestions.words");
  const { keywords, themes, signals, against, groups, examples } = words;
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
      {words.exceptions.length > 0 ? (
        <Part title={t("exceptions")}>
          <Exceptions exceptions={words.exceptions} />
        </Part>
      ) : null}
      {examples.length > 0 ? (
        <Disclosure summary={t("examples", { count: examples.length })}>
          <Examples texts={examples} />
        </Disclosure>
      ) : null}
      <Part title={t("forAll")} hint={t("forAllHint")}>
        <ForAllClauses cues={words.cues} harmless={words.harmless} />
      </Part>
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

/** A theme is called by the groups that its first signal looks for. */
function themeNames([first]: readonly ShownSignal[]): string[] {
  return first?.parts.flatMap(([group]) => group ?? []) ?? [];
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
