import { useFormatter, useTranslations } from "next-intl";
import type { ClauseWords, ShownException } from "@/lib/matching/clause-words.rules";
import { Disclosure } from "../ui/disclosure";
import { WordLists } from "./word-lists";

/** So many are seen at once; the others are one step further. */
const shownAtFirst = 20;

export function Examples({ texts }: { texts: readonly string[] }) {
  const t = useTranslations("suggestions.words");
  const rest = texts.slice(shownAtFirst);
  return (
    <div className="grid gap-1">
      <List texts={texts.slice(0, shownAtFirst)} />
      {rest.length > 0 ? (
        <Disclosure summary={t("moreExamples", { count: rest.length })}>
          <List texts={rest} />
        </Disclosure>
      ) : null}
    </div>
  );
}

function List({ texts }: { texts: readonly string[] }) {
  return (
    <ul className="grid list-disc gap-1 pl-5 text-13">
      {texts.map((text) => (
        <li key={text} dir="auto" className="max-w-[80ch] [overflow-wrap:anywhere]">
          {text}
        </li>
      ))}
    </ul>
  );
}

/** Each exception with the words that raise it beside a suggestion. */
export function Exceptions({ exceptions }: { exceptions: readonly ShownException[] }) {
  const t = useTranslations("suggestions.words");
  return (
    <ul className="grid gap-1">
      {exceptions.map(({ letter, text, words }) => (
        <li key={`${letter} ${text}`}>
          <Disclosure
            summary={
              <span className="font-normal [overflow-wrap:anywhere]">
                ({letter}) {text}
              </span>
            }
          >
            {words ? <WordLists words={words} /> : <p className="text-13 text-ink-soft">{t("exceptionSilent")}</p>}
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}

/** What is weighed for every clause alike: the words around a hit, and texts that only look like a breach. */
export function ForAllClauses({ cues, harmless }: Pick<ClauseWords, "cues" | "harmless">) {
  const t = useTranslations("suggestions.words");
  const kindOf = useTranslations("matching.contexts");
  const format = useFormatter();
  return (
    <ul className="grid items-start gap-1">
      {cues.map(({ kind, left, words }) => (
        <li key={kind}>
          <Disclosure
            summary={
              <span className="text-13">
                {kindOf(kind)}{" "}
                <span className="font-normal text-ink-soft">
                  {t("left", { share: format.number(left, { style: "percent" }) })}
                </span>
              </span>
            }
          >
            <WordLists words={words} />
          </Disclosure>
        </li>
      ))}
      {harmless.examples.length > 0 ? (
        <li>
          <Disclosure
            summary={
              <span className="text-13">
                {t("harmless", { count: harmless.examples.length, points: format.number(harmless.points) })}
              </span>
            }
          >
            <Examples texts={harmless.examples} />
          </Disclosure>
        </li>
      ) : null}
    </ul>
  );
}
