import { useTranslations } from "next-intl";
import { otherLanguage } from "@/lib/intake/typed-language.rules";
import { useNames } from "../queue/nameable";
import { Status } from "../ui/status";

/**
 * That words are in another language than a letter which will quote them, and what says it in the letter's own. Stops nobody.
 */
export function TypedLanguage({
  words,
  letters,
  offer = "bind",
}: {
  words: string;
  /** The languages of the letters, BCP 47. */
  letters: readonly string[];
  /** What the reader is told in their own language instead: bound words, the fields of a trader's record, or nothing. */
  offer?: "bind" | "fields" | "none";
}) {
  const t = useTranslations("case.typed");
  const name = useNames();
  const others = letters.filter((letter) => otherLanguage(words, letter) !== null);
  const typed = others[0] ? otherLanguage(words, others[0]) : null;
  // Always there, so that it is read aloud when the note comes.
  return (
    <div role="status">
      {typed ? (
        <Status tone="caution" look="plain" className="[&>span]:whitespace-normal">
          {t(offer, {
            typed: name("language", typed),
            letter: others.map((each) => name("language", each)).join(", "),
          })}
        </Status>
      ) : null}
    </div>
  );
}
