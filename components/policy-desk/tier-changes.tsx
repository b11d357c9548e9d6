import { useTranslations } from "next-intl";
import type { Standing } from "@/lib/policy/tier.rules";
import type { TierView } from "@/lib/policy/tier-change.contract";
import { useDay } from "../policy/names";
import { Panel } from "../ui/panel";

/** What the provider is now, and every change with its day, its reason and whose it was. */
export function TierChanges({ view }: { view: TierView }) {
  const t = useTranslations("policyDesk.tierChange");
  const words = useStandingWords();
  const day = useDay();
  return (
    <Panel title={t("now")}>
      <p>{words(view.now)}</p>
      {view.changes.length === 0 ? null : (
        <ol aria-label={t("changes")} className="mt-4 grid gap-3 border-t border-line pt-4 text-13">
          {view.changes.map(({ id, from, to, effectiveFrom, why, by, state }) => (
            <li key={id} className="grid gap-1">
              <span>
                <span className="font-medium">{t(`states.${state}`, { day: day(effectiveFrom) })}</span>{" "}
                {t("turns", { from: words(from), to: words(to) })}
              </span>
              <span className="break-words text-ink-soft" dir="auto">
                {t("because", { name: by ?? t("terminal"), why })}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

/** "Online platform (also Articles 20 to 24), with traders". */
function useStandingWords(): (standing: Standing) => string {
  const t = useTranslations("policyDesk");
  return ({ tier, isMarketplace }) =>
    t(isMarketplace ? "tierChange.withTraders" : "tierChange.withoutTraders", { tier: t(`platform.tiers.${tier}`) });
}
