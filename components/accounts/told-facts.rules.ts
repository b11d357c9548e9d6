/** What a platform says of an account as a trader: checked, not checked, or nothing said. DSA Article 30. */
export type TraderState = "checked" | "unchecked" | "unsaid";
/** And as a partner of its affiliate programme (commitment AE6: who was not screened is shown as such). */
export type AffiliateState = "none" | "screened" | "unscreened" | "unsaid";

/** `trader` as the platform told it (docs/api.md): checked when it begins with "verified", "yes" or "true". */
export function traderState(told: string | undefined): TraderState {
  if (!told?.trim()) return "unsaid";
  return /^\s*(verified|yes|true)\b/i.test(told) ? "checked" : "unchecked";
}

/** `affiliate` as the platform told it: "no", or what is known of the partner; screened when it says so, and not otherwise. */
export function affiliateState(told: string | undefined): AffiliateState {
  if (!told?.trim()) return "unsaid";
  if (/^\s*(no|none|false)\s*$/i.test(told)) return "none";
  const isScreened = /\bscreened\b/i.test(told) && !/\b(not|never|un)[\s-]*(yet\s+)?screened\b/i.test(told);
  return isScreened ? "screened" : "unscreened";
}
