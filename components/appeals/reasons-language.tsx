import { useTranslations } from "next-intl";
import { otherLanguage } from "@/lib/intake/typed-language.rules";
import { useNames } from "../queue/nameable";
import { Status } from "../ui/status";

/** That the reasons are in another language than the letter that quotes them. A note: it stops nobody. */
export function ReasonsLanguage({ reasons, letter }: { reasons: string; letter: string }) {
  const t = useTranslations("appeal.answer");
  const name = useNames();
  const typed = otherLanguage(reasons, letter);
  // Always there, so that it is read aloud when the note comes.
  return (
    <div role="status">
      {typed ? (
        <Status tone="caution" look="plain" className="[&>span]:whitespace-normal">
          {t("otherLanguage", { typed: name("language", typed), letter: name("language", letter) })}
        </Status>
      ) : null}
    </div>
  );
}
