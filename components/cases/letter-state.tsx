import { useTranslations } from "next-intl";
import type { MadeLetter } from "@/lib/decisions/made.contract";
import { Time } from "../ui/time";

/** What became of a letter, since when, and what was said where it came back; then also who must act. */
export function LetterStateWords({ letter }: { letter: Pick<MadeLetter, "state" | "stateAt" | "why"> }) {
  const t = useTranslations("made");
  const isBack = letter.state === "bounced";
  return (
    <>
      <span className={isBack ? "font-medium text-danger-ink" : undefined}>{t(`letterStates.${letter.state}`)}</span>
      {letter.stateAt ? (
        <>
          {" "}
          <Time value={letter.stateAt} show="exact" />
        </>
      ) : null}
      {isBack ? (
        <span className="block [overflow-wrap:anywhere]">
          {letter.why ? `${letter.why}. ` : null}
          {t("mustAct")}
        </span>
      ) : null}
    </>
  );
}
