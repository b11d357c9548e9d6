/** What a provider is by the DSA; each owes all that the one before it owes (DSA.md, "Tier"). */
export const platformTiers = ["hosting", "small_platform", "online_platform", "very_large"] as const;
export type PlatformTier = (typeof platformTiers)[number];

/** What is owed from a tier on, and what the desk does or leaves because of it. */
const owedFrom = {
  /** A statement of reasons goes to the Transparency Database (Art. 24(5)); Art. 19 exempts the micro and small. */
  database: "online_platform",
  /** Complaints (Art. 20), settlement bodies (21), trusted flaggers (22), misuse (23). */
  complaints: "online_platform",
  /** Rows of the transparency report that only very large platforms fill (Art. 42). */
  largeReport: "very_large",
} as const satisfies Record<string, PlatformTier>;
export type Duty = keyof typeof owedFrom;

export function owes(tier: PlatformTier, duty: Duty): boolean {
  return platformTiers.indexOf(tier) >= platformTiers.indexOf(owedFrom[duty]);
}

export function tiersOwing(duty: Duty): PlatformTier[] {
  return platformTiers.filter((tier) => owes(tier, duty));
}

/** The tier as the template of the transparency report names it; the small fill what a hosting service fills. */
export function reportTier(tier: PlatformTier): "hosting" | "platform" | "vlop" {
  if (owes(tier, "largeReport")) return "vlop";
  return owes(tier, "complaints") ? "platform" : "hosting";
}

export type Standing = { tier: PlatformTier; isMarketplace: boolean };

/**
 * Of the platforms that come with the product. AliExpress is a designated very large platform and a marketplace (its
 * commitments, DSA.md). Of the others no designation is recorded: they are taken as online platforms, which owe all that
 * is not for designated ones alone; and whether WeChat lets traders conclude contracts is not recorded, so it may.
 */
const builtIn: Readonly<Record<string, Standing>> = {
  aliexpress: { tier: "very_large", isMarketplace: true },
  alibaba: { tier: "online_platform", isMarketplace: true },
  "taobao-weitao": { tier: "online_platform", isMarketplace: true },
  wechat: { tier: "online_platform", isMarketplace: true },
};

/** Where nothing is known, nothing is left out that an online platform owes. */
export function standingOf(platformId: string): Standing {
  return builtIn[platformId] ?? { tier: "online_platform", isMarketplace: true };
}
