import { useTranslations } from "next-intl";
import type { ListedCase } from "@/lib/decisions/listed.contract";
import { SanctionTerm } from "../decisions/sanction-term";
import { scoreWord } from "../decisions/say.rules";
import { percentOf } from "../decisions/suggestions.rules";
import { Localised } from "../ui/localised";
import { ToneShape } from "../ui/tone";

/** The rule that the case may break, and what would follow from it by the platform's table. */
export function ListFollows({ row }: { row: ListedCase }) {
  const t = useTranslations("listMode");
  const card = useTranslations("case.card");
  const strength = useTranslations("case.clause");
  const { clause, follows, zone } = row;
  if (!clause) return <p className="text-13 text-ink-soft">{t("noClause")}</p>;
  return (
    <div className="grid min-w-0 content-start gap-1.5 text-13">
      <p className="[overflow-wrap:anywhere]">
        <span className="font-medium">{clause.ref}</span> <Localised value={clause.title} />{" "}
        <span className="whitespace-nowrap text-ink-soft">
          {strength(`scores.${scoreWord(clause.score)}`)} {strength("percent", { percent: percentOf(clause) })}
          {clause.isConfident ? null : ` · ${t("unsure")}`}
        </span>
      </p>
      {follows === null || follows.sanctions.length === 0 ? (
        <p className="text-ink-soft">{t("nothingFollows")}</p>
      ) : (
        <ul aria-label={t("follows")} className="grid gap-0.5">
          {follows.sanctions.map((sanction) => (
            <li key={sanction.action}>
              <Localised value={sanction.label} className="font-medium" />{" "}
              <SanctionTerm sanction={sanction} zone={zone} />
              {sanction.isFollowOn ? <span className="text-ink-soft"> ({t("byItself")})</span> : null}
            </li>
          ))}
        </ul>
      )}
      {follows?.count ? (
        <p className="text-ink-soft">
          {card("count", { before: follows.count.before, after: follows.count.after })} {follows.count.counted}
        </p>
      ) : null}
      {follows?.points ? <p className="text-ink-soft">{card("points", follows.points)}</p> : null}
      {(follows?.warnings ?? []).map((sentence) => (
        <p key={sentence} className="flex items-start gap-2 text-caution-ink">
          <ToneShape tone="caution" className="mt-1.5 size-2.5" />
          <span>
            <span className="sr-only">{card("mind")} </span>
            {sentence}
          </span>
        </p>
      ))}
    </div>
  );
}
