import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AccountStanding } from "@/lib/decisions/account.contract";
import type { Definition } from "../ui/definition-list";
import { Status } from "../ui/status";
import { affiliateState, traderState } from "./told-facts.rules";

const named: ReadonlySet<string> = new Set(["trader", "affiliate"]);
const tones = { checked: "good", unchecked: "caution", unsaid: "caution" } as const;
const partnerTones = { none: "neutral", screened: "good", unscreened: "caution", unsaid: "caution" } as const;

/**
 * What the platform told about an account, for its list of facts: whether it was checked as a trader and screened as an
 * affiliate in words, with what that means there (DSA Article 30, AE6, AE11), then whatever else it told, as it told it.
 */
export function useToldFacts(account: AccountStanding, platform: string): Definition[] {
  const t = useTranslations("accountFacts");
  const { trader = "", affiliate = "" } = account.facts;
  const meaningOn = ["aliexpress", "alibaba", "wechat", "taobao-weitao"].includes(platform)
    ? platform.replace("-", "_")
    : "other";
  const sells = account.kind === "business" && account.role === "merchant";
  const facts: Definition[] = [];
  if (trader || sells) {
    const state = traderState(trader);
    facts.push({
      key: "trader",
      term: t("trader.term"),
      value: (
        <Told
          state={<Status tone={tones[state]}>{t(`trader.${state}`)}</Status>}
          told={trader}
          meaning={t("trader.meaning", { platform: meaningOn })}
        />
      ),
    });
  }
  if (affiliate || account.role === "affiliate") {
    const state = affiliateState(affiliate);
    facts.push({
      key: "affiliate",
      term: t("affiliate.term"),
      value: (
        <Told
          state={<Status tone={partnerTones[state]}>{t(`affiliate.${state}`)}</Status>}
          told={state === "none" ? "" : affiliate}
          meaning={state === "none" ? "" : t("affiliate.meaning", { platform: meaningOn })}
        />
      ),
    });
  }
  const others = Object.entries(account.facts).filter(([name]) => !named.has(name));
  return [
    ...facts,
    ...others.map(([name, value]) => ({ key: `fact-${name}`, term: name.replaceAll(/[_-]+/g, " "), value })),
  ];
}

function Told({ state, told, meaning }: { state: ReactNode; told: string; meaning: string }) {
  const t = useTranslations("accountFacts");
  return (
    <div className="grid gap-0.5">
      {state}
      {told ? <p className="[overflow-wrap:anywhere]">{t("told", { words: told })}</p> : null}
      {meaning ? <p className="text-12 text-ink-soft">{meaning}</p> : null}
    </div>
  );
}
