import type { FlaggerStanding, FlaggerStatus } from "@/db/schema";
import { type StatementCategory, statementCategories } from "@/lib/platform/statement-values.rules";
import type { NoticeCategory, NoticeSource } from "./contract";

/** A statement category without its prefix: how the public list's areas of expertise are kept. */
export type Area = StatementCategory extends `STATEMENT_CATEGORY_${infer Name}` ? Name : never;

const prefix = "STATEMENT_CATEGORY_";
const isArea = (name: string): name is Area => statementCategories.some((category) => category === prefix + name);
export const areas: readonly Area[] = statementCategories
  .map((category) => category.slice(prefix.length))
  .filter(isArea)
  .filter((area) => area !== "NOT_SPECIFIED_NOTICE");

/** What a notifier's plain word may be in the words of the list; several, because the words are coarser. */
const areasOfCategory: Record<NoticeCategory, readonly Area[]> = {
  child_safety: ["PROTECTION_OF_MINORS"],
  terrorism: ["RISK_FOR_PUBLIC_SECURITY"],
  threat_to_life: ["VIOLENCE"],
  self_harm: ["SELF_HARM"],
  violence: ["VIOLENCE"],
  hate: ["ILLEGAL_OR_HARMFUL_SPEECH"],
  harassment: ["CYBER_VIOLENCE", "CYBER_VIOLENCE_AGAINST_WOMEN", "ILLEGAL_OR_HARMFUL_SPEECH"],
  sexual_content: ["CYBER_VIOLENCE", "CYBER_VIOLENCE_AGAINST_WOMEN"],
  fraud: ["SCAMS_AND_FRAUD", "CONSUMER_INFORMATION"],
  counterfeit: ["INTELLECTUAL_PROPERTY_INFRINGEMENTS"],
  unsafe_product: ["UNSAFE_AND_PROHIBITED_PRODUCTS", "ANIMAL_WELFARE"],
  privacy: ["DATA_PROTECTION_AND_PRIVACY_VIOLATIONS"],
  misinformation: ["NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS"],
  spam: ["SCAMS_AND_FRAUD"],
  other: [],
};

export type ListedFlagger = {
  id: string;
  name: string;
  areas: readonly string[];
  status: FlaggerStatus;
  validFrom: Date | null;
};

type Said = { category: NoticeCategory | null; childAbuseClaim: boolean };

/**
 * How an entity of the list stands to a notice that comes now (Art. 22(1), DSA.md T1). Only `inside` gives priority.
 * What the notice is about is its category: a notice that says none is not inside any area.
 */
export function standingOf(flagger: ListedFlagger, { category, childAbuseClaim }: Said, now: Date): FlaggerStanding {
  if (flagger.status !== "active") return flagger.status;
  if (flagger.validFrom !== null && flagger.validFrom > now) return "not_yet";
  const about = [
    ...(category === null ? [] : areasOfCategory[category]),
    ...(childAbuseClaim ? areasOfCategory.child_safety : []),
  ];
  if (category === null && !childAbuseClaim) return "no_area";
  return about.some((area) => flagger.areas.includes(area)) ? "inside" : "outside";
}

/**
 * The source that a notice of a bound sender has: while the entity has its status, a trusted flagger's, in its area or
 * not; else an ordinary person's, whatever its sender states. An authority's or a court's own statement stays.
 */
export function sourceWith(standing: FlaggerStanding, stated: NoticeSource, hasKey: boolean): NoticeSource {
  const isPlain = stated === "guest" || stated === "registered" || stated === "trusted_flagger";
  if (!isPlain) return stated;
  if (standing === "inside" || standing === "outside" || standing === "no_area") return "trusted_flagger";
  return hasKey ? "registered" : "guest";
}

/** How far the notices of one flagger held (T3). `reasons`: what was found where nothing was done, the commonest first. */
export type FlaggerQuality = { of: number; rejected: number };
/** From how many answered notices on, and from which share of rejected ones, a coordinator may have to be told. */
export type LetterThreshold = { notices: number; percent: number };

/**
 * Whether so many notices were imprecise, inaccurate or unsubstantiated that a letter to the coordinator is to be drafted
 * (Art. 22(6)). The draft is all that follows: the status, and with it the priority, is the coordinator's to take.
 */
export function isLetterDue({ of, rejected }: FlaggerQuality, threshold: LetterThreshold): boolean {
  return of >= threshold.notices && rejected * 100 >= threshold.percent * of;
}
