import { useTranslations } from "next-intl";
import type { ConsequenceCard } from "@/lib/decisions/contract";
import { Time } from "../ui/time";
import { ToneShape } from "../ui/tone";

/** The arithmetic behind the sanctions, as the server did it: count before and after, points, sentences, what to mind. */
export function Consequence({ card }: { card: ConsequenceCard }) {
  const t = useTranslations("case.card");
  return (
    <div className="grid grid-cols-1 gap-3 text-13">
      {card.count ? (
        <p className="flex flex-wrap items-baseline gap-x-2">
          <strong className="text-14 font-semibold">
            {t("count", { before: card.count.before, after: card.count.after })}
          </strong>
          <span className="text-ink-soft">{card.count.counted}</span>
        </p>
      ) : null}
      {card.points ? <p>{t("points", card.points)}</p> : null}
      {card.why.length > 0 ? (
        <ul aria-label={t("why")} className="grid list-disc gap-0.5 pl-5 text-ink-soft marker:text-ink-faint">
          {card.why.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {card.warnings.length > 0 ? (
        <ul aria-label={t("warnings")} className="grid gap-1">
          {card.warnings.map((sentence) => (
            <li key={sentence} className="flex items-start gap-2 text-caution-ink">
              <ToneShape tone="caution" className="mt-1.5 size-2.5" />
              <span>
                <span className="sr-only">{t("mind")} </span>
                {sentence}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {card.statementDue && !card.deliverable ? (
        <p className="flex items-start gap-2 text-caution-ink">
          <ToneShape tone="caution" className="mt-1.5 size-2.5" />
          {t(card.isAccountKnown ? "notDeliverable" : "nobodyKnown")}
        </p>
      ) : null}
      {card.appealUntil ? (
        <p>
          <span className="text-ink-soft">{t("appealUntil")} </span>
          <Time value={card.appealUntil} show="day" zone={card.appealZone} />
        </p>
      ) : null}
    </div>
  );
}
