import type { FlaggerStanding } from "@/db/schema";
import type { NoticeCategory, NoticeSource } from "./contract";
import { type Reach, reachHours, reachKinds } from "./reach.rules";
import { type SameWords, sameWordsIn } from "./same-words.rules";
import { recordHours, type SenderRecord } from "./sender-record.rules";

/** One reason for a place in the queue. `points` are hours of head start. */
export type RankReason = { code: RankCode; points: number; values?: Record<string, string | number> };
export type RankCode =
  | "child_abuse"
  | "crime"
  | "category"
  | "severity"
  | "source"
  | "legal_claim"
  | "notices"
  | "reach"
  | "record"
  | "flagger"
  | "list";
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
  /** A colleague recorded the suspicion of a crime that threatens life or safety (DSA Art. 18). */
  crimeSuspected?: boolean;
  /** What notifiers said it is about, as far as that changes the order. */
  categories: readonly NoticeCategory[];
  noticeCount: number;
  /** How many of them only say again what another said within an hour; null or absent: nobody looked. */
  sameWords?: SameWords | null;
  /** How many people the content reached, as the platform told; null: nobody said, or too few to matter. */
  reach: Reach | null;
  /** The best record among its senders; null: none has one. */
  record: SenderRecord | null;
  /** Lists of known content that one of its pictures is on (lib/intake/recognise.command.ts). */
  lists?: readonly KnownFrom[];
  /** Entities of the public list of trusted flaggers among its senders, and how each stands to what it sent. */
  flaggers?: readonly RankedFlagger[];
};
export type RankedFlagger = { name: string; standing: FlaggerStanding };
/** `likeness`: of a hundred, 100 for the very file. */
export type KnownFrom = { list: string; category: string; likeness: number };
export type Targets = { noticeTargetHours: number; urgentTargetHours: number };

/** Real risk to people: these come before everything else (REQUIREMENTS Q27). */
const categoryHours: Partial<Record<NoticeCategory, number>> = {
  child_safety: 240,
  terrorism: 240,
  threat_to_life: 240,
  self_harm: 240,
};
const severityHours: Record<string, number> = { critical: 240, high: 24, medium: 8, low: 0 };
/** Authorities and courts set terms of their own. */
const urgentSources: readonly NoticeSource[] = ["authority", "court"];
/** Article 22(1): a trusted flagger inside its area of expertise; anywhere else it is one sender among others. */
const flaggerHours = 72;
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

const sourcePoints = (source: NoticeSource) =>
  source === "trusted_flagger" ? sourceHours.registered : sourceHours[source];

/** The notice's own source of most weight, so that ten guests do not hide a trusted flagger. */
export function weightiestSource(sources: readonly NoticeSource[]): NoticeSource {
  return [...sources].sort((a, b) => sourceHours[b] - sourceHours[a])[0] ?? "guest";
}

function reasonsFor(facts: RankFacts): RankReason[] {
  const reasons: RankReason[] = [];
  if (facts.childAbuseClaim) reasons.push({ code: "child_abuse", points: 480 });
  if (facts.crimeSuspected) reasons.push({ code: "crime", points: 240 });
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
  if (sourcePoints(facts.source) > 0)
    reasons.push({ code: "source", points: sourcePoints(facts.source), values: { source: facts.source } });
  reasons.push(...flaggerReasons(facts.flaggers ?? []));
  for (const { list, category, likeness } of facts.lists ?? [])
    reasons.push({ code: "list", points: listHours(category), values: { list, category, likeness } });
  if (facts.legalClaim) reasons.push({ code: "legal_claim", points: 12 });
  // Each doubling of the reports is six hours: many people matter, a campaign does not take the queue over. What only says
  // again what another said counts as that one.
  const voices = Math.max(1, facts.noticeCount - (facts.sameWords?.same ?? 0));
  if (facts.noticeCount > 1)
    reasons.push({
      code: "notices",
      points: Math.floor(6 * Math.log2(voices)),
      values: { count: facts.noticeCount, ...facts.sameWords },
    });
  return [...reasons, ...reachReason(facts), ...recordReason(facts)];
}

/** Each flagger is told, also one without priority: why a case does not come first is asked as well. One priority, not their sum. */
function flaggerReasons(flaggers: readonly RankedFlagger[]): RankReason[] {
  const first = flaggers.findIndex(({ standing }) => standing === "inside");
  return flaggers.map(({ name, standing }, at) => ({
    code: "flagger",
    points: at === first ? flaggerHours : 0,
    values: { name, standing },
  }));
}

function reachReason({ reach }: RankFacts): RankReason[] {
  const points = reach === null ? 0 : reachHours(reach);
  return reach === null || points === 0 ? [] : [{ code: "reach", points, values: { ...reach } }];
}

/** Where the abuse of a child is claimed nobody's record counts: whoever says it, it is looked at first. */
function recordReason({ record, childAbuseClaim, categories }: RankFacts): RankReason[] {
  if (record === null || childAbuseClaim || categories.includes("child_safety")) return [];
  const points = recordHours(record);
  return points === 0 ? [] : [{ code: "record", points, values: { ...record } }];
}

/** What somebody vouched for comes before what was only claimed, and a person looks at it all the same. */
function listHours(category: string): number {
  return categoryHours[category as NoticeCategory] ?? 48;
}

/** Child abuse, terrorism, a threat to life, self-harm, critical severity, trusted flaggers in their area and authorities come first. */
export function isUrgent(facts: RankFacts): boolean {
  return (
    facts.childAbuseClaim ||
    facts.crimeSuspected === true ||
    facts.categories.some((category) => categoryHours[category]) ||
    (facts.lists ?? []).some(({ category }) => categoryHours[category as NoticeCategory]) ||
    facts.severity === "critical" ||
    (facts.flaggers ?? []).some(({ standing }) => standing === "inside") ||
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

/** The categories with the one by which a case is only for people who are cleared (cases.child_safety). */
export function withChildSafety(categories: readonly NoticeCategory[]): NoticeCategory[] {
  return [...new Set([...categories, "child_safety" as const])];
}

/** Reads back from a stored `why` what was said before, so that one more notice costs the same whether ten or ten thousand came first. */
export function claimsIn(
  why: readonly { code: string; values?: Record<string, string | number> }[],
): Pick<
  RankFacts,
  | "legalClaim"
  | "childAbuseClaim"
  | "crimeSuspected"
  | "categories"
  | "reach"
  | "record"
  | "lists"
  | "flaggers"
  | "sameWords"
> {
  const valuesOf = (code: RankCode) => why.find((reason) => reason.code === code)?.values;
  const [reach, record] = [valuesOf("reach"), valuesOf("record")];
  const of = reachKinds.find((kind) => kind === reach?.of);
  return {
    sameWords: sameWordsIn(valuesOf("notices")),
    reach: of ? { of, count: Number(reach?.count ?? 0) } : null,
    record: record ? { acted: Number(record.acted), of: Number(record.of) } : null,
    legalClaim: why.some((reason) => reason.code === "legal_claim"),
    childAbuseClaim: why.some((reason) => reason.code === "child_abuse"),
    crimeSuspected: why.some((reason) => reason.code === "crime"),
    categories: why
      .filter((reason) => reason.code === "category")
      .map((reason) => reason.values?.category as NoticeCategory),
    lists: why
      .filter((reason) => reason.code === "list")
      .map(({ values = {} }) => ({
        list: String(values.list),
        category: String(values.category),
        likeness: Number(values.likeness),
      })),
    flaggers: why
      .filter((reason) => reason.code === "flagger")
      .map(({ values = {} }) => ({ name: String(values.name), standing: values.standing as FlaggerStanding })),
  };
}
