import type { LetterLanguage } from "@/i18n/locales";
import type { DetectionExtent } from "@/lib/intake/detection.rules";
import type { OwnHelp } from "@/lib/platform/help.rules";
import { dayIn } from "@/lib/platform/time.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import type { Prior } from "@/lib/policy/recommend.contract";
import type { Localised } from "./account.contract";
import type { Volume } from "./exemption.rules";

/** One confirmed violation of the account, as it is stored. */
export type PriorStrike = {
  id: string;
  decisionId: string;
  role: string | null;
  clauseRef: string;
  versionRef: string;
  contentDay: string;
  points: number;
  confirmedAt: Date;
  overturnedAt: Date | null;
};

/** The order behind a notice of an authority; nobody concerned is told before `holdUntil`. */
export type CaseOrder = { id: string; holdUntil: Date | null; authority: string; country: string };
/** A dispute before a body outside, by our reference, that whoever reported won and that we follow. */
export type FollowedDispute = { reference: string; body: string };

/** One report that this decision answers. */
export type CaseNotice = {
  id: string;
  itemRowId: string;
  source: string;
  legalClaim: boolean;
  /** It came from a trusted flagger and is about its area of expertise (Art. 22(1)). */
  isInArea?: boolean;
  relation: string | null;
  /** A program of the platform or the desk sent it; a visitor's notice is only their word. */
  isVouchedFor: boolean;
  /** Whether tools found the content, as its source says; null where it does not. */
  automatedDetection: DetectionExtent | null;
  /** What tools did with the notice once it was here. */
  automated: "none" | "partial" | "full";
  /** The order of an authority that this is (DSA Art. 9): it is answered by the letters about its order. */
  order: CaseOrder | null;
  /** Its sender's own dispute about the same content, where it led to this being decided anew (Art. 21). */
  dispute?: FollowedDispute | null;
  explanation: string;
  language: string;
  contactName: string | null;
  /** Two people agreed that the statement on this case names who sent it, and it still may (S6). */
  isRevealed: boolean;
  contactEmail: string | null;
  contactLanguage: string | null;
  contactZone: string | null;
};

/** Everything a decision on one case is made of. */
export type CaseMaterial = {
  caseId: string;
  /** WX-20811 */
  reference: string;
  version: number;
  source: string;
  /** What may be hard to look at in it (lib/platform/harm.rules.ts). */
  harms?: readonly string[];
  /** Where the desk says that help is, beside the built-in directories (Q88). */
  help?: readonly OwnHelp[];
  /** A tool read it, knew its pictures or put it into a wave before a person looked (DSA Art. 16(6)). */
  wasSortedByTool: boolean;
  /** Where traders reach the platform; null or absent: nowhere that letters could name. */
  traderContact?: string | null;
  /** The same for everybody else. */
  contact?: string | null;
  platform: { id: string; name: { en: string; hans: string; hant: string }; zone: string };
  item: { id: string; location: string; role: string | null; surface: string | null };
  snapshot: {
    id: string;
    title: string;
    text: string;
    language: string;
    contentAt: Date;
    contentAtKnown: boolean;
    hasMedia: boolean;
  };
  account: {
    id: string;
    handle: string;
    kind: "business" | "private" | null;
    email: string | null;
    language: string | null;
    zone: string | null;
    jurisdiction: string | null;
  } | null;
  pack: PolicyPack;
  priors: readonly PriorStrike[];
  /** The finding on the same item that fell, and that this decision takes the place of. */
  replaced?: {
    decidedAt: Date;
    measures: readonly { action: string; label: Localised; dsaValue: string | null }[];
  } | null;
  /** Lasting measures that other decisions hold on the account now. */
  running: readonly { action: string; target: string; label: Localised; reference: string }[];
  notices: readonly CaseNotice[];
  /** For people whose own language we have no letters in. */
  letterLanguage: LetterLanguage;
  /** How many items are nearly the same, and from how many the platform calls it bulk (S3). */
  volume: Volume;
  undoSeconds: number;
  deviationNeedsSecondPerson: boolean;
  /** Whether what somebody typed is looked at before it is told to the public. */
  looksAtTyped: boolean;
};

/** The day in the platform's zone on which the content appeared, as the snapshot says. */
export function snapshotDay({
  snapshot,
  platform,
}: Pick<CaseMaterial, "platform"> & { snapshot: Pick<CaseMaterial["snapshot"], "contentAt"> }): string {
  return dayIn(snapshot.contentAt, platform.zone);
}

/** Whether anything of the content itself reached the desk; else there is only its address. */
export function isContentHeld({ snapshot: { title, text, hasMedia } }: Pick<CaseMaterial, "snapshot">): boolean {
  return hasMedia || text.trim() !== "" || title.trim() !== "";
}

/** Roles the platform's rules tell apart; empty when they address everybody alike. */
export function rolesOf(pack: PolicyPack): string[] {
  const named = [
    ...pack.versions.flatMap((version) => version.roles ?? []),
    ...pack.clauses.flatMap((clause) => clause.appliesTo.roles),
  ];
  return [...new Set(named)].filter((role) => role !== "any");
}

/** The order that a decision gives effect to; null: none. With several, the first that came. */
export function orderBehind({ notices }: Pick<CaseMaterial, "notices">): CaseOrder | null {
  return notices.find(({ order }) => order !== null)?.order ?? null;
}

/** The strikes as the engine reads them. Each was confirmed before this decision: its row is there while the account is locked. */
export function priorsOf(strikes: readonly PriorStrike[]): Prior[] {
  return strikes.map((strike) => ({
    clause: strike.clauseRef,
    contentDate: strike.contentDay,
    decisionDate: strike.confirmedAt.toISOString(),
    status: strike.overturnedAt === null ? "confirmed" : "overturned",
    role: strike.role,
    version: strike.versionRef,
    points: strike.points,
  }));
}
