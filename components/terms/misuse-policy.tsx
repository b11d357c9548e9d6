import { type LetterLanguage, letterLanguages, localeNames } from "@/i18n/locales";
import { translatorFor } from "@/messages/load";

const sides = ["content", "reports"] as const;

type Props = {
  platform: string;
  language: LetterLanguage;
  /** The platform's name in that language. */
  name: string;
  /** Shares in percent and times in days, as the platform's settings have them. */
  numbers: Record<"percent" | "days" | "warning" | "most", number>;
  /** How many things of each side lead to a warning. */
  marks: Record<(typeof sides)[number], number>;
};

/** The policy on misuse in one language of letters, with links to the others: whoever is warned is sent here. */
export function MisusePolicy({ platform, language, name, numbers, marks }: Props) {
  const t = translatorFor(language, "misusePolicy");
  return (
    <article lang={language} className="grid gap-8">
      <header className="grid gap-3">
        <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
        <p className="reading text-ink-soft">{t("lead", { platform: name })}</p>
      </header>
      {sides.map((side, at) => (
        <section key={side} className="grid gap-3">
          <h2 className="text-20 font-semibold">
            {at + 1}. {t(`${side}.title`)}
          </h2>
          <p className="reading">
            {t(`${side}.when`, {
              ...numbers,
              count: marks[side],
            })}
          </p>
          <p className="reading">{t(`${side}.what`, numbers)}</p>
          <p className="reading">{t(`${side}.example`)}</p>
        </section>
      ))}
      <section className="grid gap-3">
        <h2 className="text-20 font-semibold">3. {t("weighing.title")}</h2>
        <p className="reading">{t("weighing.text")}</p>
        <p className="reading">{t("weighing.length", numbers)}</p>
        <p className="reading">{t("weighing.redress")}</p>
      </section>
      <nav aria-label={t("inOther")} className="flex flex-wrap gap-3">
        {letterLanguages.map((other) => (
          <a
            key={other}
            href={`/terms/${platform}/misuse?lang=${other}`}
            lang={other}
            aria-current={other === language ? "true" : undefined}
            className="link"
          >
            {localeNames[other]}
          </a>
        ))}
      </nav>
    </article>
  );
}
