import type { NoticeCategory, NoticeSource } from "./contract";

/** One reason for a place in the queue. `points` are hours of head start. */
export type RankReason = { code: RankCode; points: number; values?: Record<string, string | number> };
export type RankCode = "child_abuse" | "category" | "severity" | "source" | "legal_claim" | "notices";
export type Rank = {
  /** Ascending: the smallest is served first. */ rank: number;
  why: RankReason[];
  isUrgent: boolean;
};

export type RankFacts = {
  /** Severity of the best suggested clause: ours, not the platform's; null until something looked. */
  severity: string | null;
  source: NoticeSource;
  legalClaim: boolean;
  childAbuseClaim: boolean;
  /** What notifiers said it is about, as far as that changes the order. */
  categories: readonly NoticeCategory[];
  noticeCount: number;
};
export type Targets = { noticeTargetHours: number; urgentTargetHours: number };

/** Real risk to people: these come before everything else (REQUIREMENTS Q27). */
const categoryHours: Partial<Record<NoticeCategory, number>> = {
  child_safety: 240,
  terrorism: 240,
  threat_to_life: 240,
  self_harm: 240,
};
const severityHours: Record<string, number> = { critical: 240, high: 24, medium: 8, low: 0 };
/** Article 22: trusted flaggers have priority; authorities and courts set terms of their own. */
const urgentSources: readonly NoticeSource[] = ["authority", "court", "trusted_flagger"];
const sourceHours: Record<NoticeSource, number> = {
  authority: 96,
  court: 96,
  trusted_flagger: 72,
  guardian: 24,
  rights_holder: 12,
  third_party: 8,
  own_detection: 4,
  registered: 1,
  guest: 0,
};

/** The notice's own source of most weight, so that ten guests do not hide a trusted flagger. */
export function weightiestSource(sources: readonly NoticeSource[]): NoticeSource {
  return [...sources].sort((a, b) => sourceHours[b] - sourceHours[a])[0] ?? "guest";
}

function reasonsFor(facts: RankFacts): RankReason[] {
  const reasons: RankReason[] = [];
  if (facts.childAbuseClaim) reasons.push({ code: "child_abuse", points: 480 });
  for (const category of [...facts.categories].sort((a, b) => (a < b ? -1 : 1))) {
    const points = categoryHours[category];
    if (points) reasons.push({ code: "category", points, values: { category } });
  }
  if (facts.severity !== null && severityHours[facts.severity]) {
    reasons.push({
      code: "severity",
      points: severityHours[facts.severity] ?? 0,
      values: { severity: facts.severity },
    });
  }
  if (sourceHours[facts.source] > 0)
    reasons.push({ code: "source", points: sourceHours[facts.source], values: { source: facts.source } });
  if (facts.legalClaim) reasons.push({ code: "legal_claim", points: 12 });
  // Each doubling of the reports is six hours: many people matter, a campaign does not take the queue over.
  if (facts.noticeCount > 1)
    reasons.push({
      code: "notices",
      points: Math.floor(6 * Math.log2(facts.noticeCount)),
      values: { count: facts.noticeCount },
    });
  return reasons;
}

/** Child abuse, terrorism, a threat to life, self-harm, critical severity, trusted flaggers and authorities come first. */
export function isUrgent(facts: RankFacts): boolean {
  return (
    facts.childAbuseClaim ||
    facts.categories.some((category) => categoryHours[category]) ||
    facts.severity === "critical" ||
    urgentSources.includes(facts.source)
  );
}

const epoch = Date.UTC(2020, 0, 1);
/** Larger than any minute until the year 2900, so that nothing ordinary ever overtakes an urgent case. */
const urgentShift = 500_000_000;

/**
 * The place of a case in the queue: the minute its deadline falls in, less an hour for each point of its reasons, and
 * everything urgent before everything else. Because time is in it, an old case with few points is overtaken by new
 * ones only for so long as they have points more: none waits for ever.
 */
export function rankOf(facts: RankFacts, dueAt: Date): Rank {
  const why = reasonsFor(facts);
  const headStart = why.reduce((sum, reason) => sum + reason.points, 0) * 60;
  const urgent = isUrgent(facts);
  const rank = Math.floor((dueAt.getTime() - epoch) / 60_000) - headStart - (urgent ? urgentShift : 0);
  return { rank, why, isUrgent: urgent };
}

/**
 * When a case should be answered, by the platform's targets (no article gives hours). A case that becomes urgent later
 * is due the urgent target after that moment, never later than before.
 */
export function dueAtOf(facts: RankFacts, targets: Targets, moment: { now: Date; dueBefore: Date | null }): Date {
  const hours = isUrgent(facts) ? targets.urgentTargetHours : targets.noticeTargetHours;
  const due = new Date(moment.now.getTime() + hours * 3_600_000);
  if (moment.dueBefore === null) return due;
  return isUrgent(facts) && due < moment.dueBefore ? due : moment.dueBefore;
}

/** Reads back from a stored `why` what was said before, so that one more notice costs the same whether ten or ten thousand came first. */
export function claimsIn(
  why: readonly { code: string; values?: Record<string, string | number> }[],
): Pick<RankFacts, "legalClaim" | "childAbuseClaim" | "categories"> {
  return {
    legalClaim: why.some((reason) => reason.code === "legal_claim"),
    childAbuseClaim: why.some((reason) => reason.code === "child_abuse"),
    categories: why
      .filter((reason) => reason.code === "category")
      .map((reason) => reason.values?.category as NoticeCategory),
  };
}
