/** What a provider is by the DSA; each owes all that the one before it owes, but for the report of the micro and small. */
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
  /** A transparency report (Art. 15(1), 24(1), 42(1)): of every provider but the micro and small (Art. 15(2)). */
  report: "hosting",
  /** The average monthly active recipients, told every six months (Art. 24(2)); Art. 19 exempts the micro and small. */
  recipients: "online_platform",
} as const satisfies Record<string, PlatformTier>;
export type Duty = keyof typeof owedFrom;

export function owes(tier: PlatformTier, duty: Duty): boolean {
  if (duty === "report" && tier === "small_platform") return false;
  return platformTiers.indexOf(tier) >= platformTiers.indexOf(owedFrom[duty]);
}

export function tiersOwing(duty: Duty): PlatformTier[] {
  return platformTiers.filter((tier) => owes(tier, duty));
}

/** A change of tier and from when it holds. */
export type TierTurn = { from: PlatformTier; to: PlatformTier; start: Date };

/**
 * The tier that a platform had at a moment: what the last change before it made it, else what the first after it found, and
 * without changes what it is today. A change whose day has come holds, though nobody applied it yet.
 */
export function tierAt(turns: readonly TierTurn[], at: Date, today: PlatformTier): PlatformTier {
  const inOrder = [...turns].sort((one, other) => one.start.getTime() - other.start.getTime());
  return inOrder.findLast(({ start }) => start <= at)?.to ?? inOrder.find(({ start }) => start > at)?.from ?? today;
}

/** The tier as the template of the transparency report names it; the small fill what a hosting service fills. */
export function reportTier(tier: PlatformTier): "hosting" | "platform" | "vlop" {
  if (owes(tier, "largeReport")) return "vlop";
  return owes(tier, "complaints") ? "platform" : "hosting";
}

/** What changes for the desk with another tier or marketplace; the catalogue `policyDesk.tierChange.effects` has a sentence for each. */
export const tierEffects = [
  ...["database_begins", "database_ends", "complaints_begin", "complaints_end"],
  ...["report_hosting", "report_platform", "report_vlop", "traders_begin", "traders_end", "nothing"],
] as const;
export type TierEffect = (typeof tierEffects)[number];

/** What another tier changes, said before it is saved. Nothing that was done before the day changes with it. */
export function effectsOfTier(from: Standing, to: Standing): TierEffect[] {
  const effects: TierEffect[] = [];
  const turns = (duty: Duty) => owes(from.tier, duty) !== owes(to.tier, duty);
  if (turns("database")) effects.push(owes(to.tier, "database") ? "database_begins" : "database_ends");
  if (turns("complaints")) effects.push(owes(to.tier, "complaints") ? "complaints_begin" : "complaints_end");
  if (reportTier(from.tier) !== reportTier(to.tier)) effects.push(`report_${reportTier(to.tier)}`);
  if (from.isMarketplace !== to.isMarketplace) effects.push(to.isMarketplace ? "traders_begin" : "traders_end");
  return effects.length === 0 ? ["nothing"] : effects;
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
