import type { LetterLanguage } from "@/i18n/locales";
import type { DisputeBody } from "@/lib/administration/dispute-body.contract";
import { countriesInWords, dayInWords, languageInWords, type Translate } from "@/lib/platform/letter.rules";
import { TextLink } from "../ui/text-link";

type Props = {
  bodies: readonly DisputeBody[];
  language: LetterLanguage /** Reads `addressee.bodies`. */;
  t: Translate;
};

/** The certified bodies in the order given, each with where it is, what it speaks and what it is certified for (D1). */
export function BodyList({ bodies, language, t }: Props) {
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  return (
    <ul className="grid divide-y divide-line border-y border-line">
      {bodies.map((body) => (
        <li key={body.id} className="grid gap-0.5 py-3">
          <p>
            <TextLink href={body.url} rel="noreferrer">
              {body.name}
            </TextLink>{" "}
            <span className="text-ink-soft">{countriesInWords([body.country], language)}</span>
          </p>
          <p>
            {t("languages", { languages: list.format(body.languages.map((tag) => languageInWords(tag, language))) })}
          </p>
          {body.fields.length > 0 ? <p>{t("fields", { fields: body.fields.join(" · ") })}</p> : null}
          {body.certifiedUntil ? (
            <p className="text-ink-soft">{t("until", { day: dayInWords(body.certifiedUntil, language) })}</p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
