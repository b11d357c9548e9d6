import { z } from "zod";
import type { Likeness, RunMemberState, RunState } from "@/db/schema";
import { typedLine, typedText } from "@/lib/intake/text.rules";
import type { HarmClass } from "@/lib/platform/harm.rules";
import type { FieldFailure } from "@/lib/platform/result";
import { type BoundEvidence, ChosenSanction, Findings } from "./choice.contract";
import { type Localised, PreviewDecision, type SanctionPreview } from "./contract";

const facts = typedText(5000).trim().default("");

/** What is decided once for all items of a wave; sanctions, strike and letters follow from it for each person apart. */
export const WaveChoice = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("violation"),
    /** Empty with `law` alone. */
    clause: typedLine(80).min(1).optional(),
    ground: z.enum(["terms", "law", "terms_and_law"]).default("terms"),
    legalGround: typedText(500).trim().optional(),
    legalExplanation: typedText(2000).trim().optional(),
    /** Held to be so of every item. */
    findings: Findings.default({}),
    /** How those were found of which their source does not say it. */
    automatedDetection: PreviewDecision.shape.automatedDetection,
    exceptionsConsidered: z
      .array(
        z.object({ letter: typedLine(10), text: typedText(1000), applies: z.boolean(), why: typedText(1000).trim() }),
      )
      .max(20)
      .default([]),
    facts,
    /** Claimed for every item: deceptive commercial content in bulk (S3). */
    exemption: PreviewDecision.shape.exemption,
    /** Where the table names a sanction without a term or a value: what is chosen, for everybody who gets that sanction. */
    terms: z.array(ChosenSanction).max(12).default([]),
    /** With `law` alone, where no table says what follows: what is imposed on everybody. */
    sanctions: z.array(ChosenSanction).max(12).default([]),
  }),
  z.object({ outcome: z.literal("no_violation"), rationale: facts, clause: typedLine(80).optional() }),
]);
export type WaveChoice = z.infer<typeof WaveChoice>;

export const WaveId = z.object({ waveId: z.uuid() });
export const PlanWave = WaveId.extend({ choice: WaveChoice });
/** `groups`: which of the groups that the plan showed are to be decided now. */
export const StartWave = PlanWave.extend({ groups: z.array(z.string().max(3000)).min(1).max(200) });
export const RunId = z.object({ runId: z.uuid() });

export type MemberEvidence = z.infer<typeof BoundEvidence>[];

/** Why a group cannot be decided like the largest one. */
export type Difference =
  | "role"
  | "standing"
  | "language"
  | "version"
  | "held"
  | "decided"
  | "escalated"
  | "anotherPerson"
  | "suspected"
  | "incomplete";

/** Items for which the same would follow. */
export type WaveGroup = {
  key: string;
  size: number;
  /** The first of them, for a look. */
  examples: { caseId: string; reference: string; handle: string | null }[];
  differs: Difference[];
  canBeDecided: boolean;
  role: string | null;
  version: string | null;
  language: string;
  count: { least: number; most: number } | null;
  sanctions: SanctionPreview[];
  problems: FieldFailure[];
};
/** `allowed`: with `law` alone, what can be imposed on somebody here; a group for which it cannot be says so. */
/** `left`: so many more items of the wave wait for the next decision; `total` is as many as are decided at once. */
export type WavePlan = {
  total: number;
  left: number;
  groups: WaveGroup[];
  allowed: { action: string; label: Localised }[];
};

export type WaveRow = {
  id: string;
  platform: string;
  size: number;
  /** Empty where `notShown` is not: classes of its first item that the reader is not given now. */
  excerpt: string;
  notShown: HarmClass[];
  /** What gathers it, the most frequent first. */
  by: { by: Exclude<Likeness, "first">; count: number }[];
  /** What would not be decided with the rest whatever is chosen, and why. */
  splitOff: {
    why: "role" | "language" | "held" | "escalated" | "anotherPerson" | "suspected" | "takenOut";
    count: number;
  }[];
  language: string;
  beganAt: string;
  lastAt: string;
  isRunning: boolean;
};
/** `waiting`: cases that are still to be compared; the list may be another one in a moment. */
export type WavesPage = { rows: WaveRow[]; next: string | null; waiting: number };

export type RunView = {
  id: string;
  waveId: string;
  state: RunState;
  startedBy: string;
  isMine: boolean;
  startedAt: string;
  endedAt: string | null;
  undoUntil: string;
  canUndo: boolean;
  /** It still goes, and what it decided first has left: it took longer than the time in which it could be taken back. */
  hasBegunToLeave: boolean;
  stoppedWhy: string | null;
  counts: Record<RunMemberState, number>;
  /** What was left out or kept, by reason. */
  leftOut: { reason: string; values: Record<string, string | number>; size: number; caseId: string }[];
};

export type WaveView = {
  id: string;
  platform: { id: string; name: Localised; zone: string };
  size: number;
  takenOut: number;
  accounts: number;
  /** What the others are compared with; `text` is empty where `notShown` is not. */
  first: { caseId: string; text: string; notShown: HarmClass[]; language: string };
  by: Partial<Record<Likeness, number>>;
  /** How many came in each of ten equal parts of its time. */
  spread: { from: string; to: string; count: number }[];
  /** `caseId`: an item that the clause was suggested for, under whose day it governs; others may have come under other rules. */
  suggested: { ref: string; title: Localised; size: number; caseId: string }[];
  run: RunView | null;
};

export type WaveMember = {
  memberId: string;
  caseId: string;
  reference: string;
  by: Likeness;
  likeness: number;
  /** Empty where `notShown` is not: classes that the reader is not given now. */
  text: string;
  notShown: HarmClass[];
  isCut: boolean;
  language: string;
  handle: string | null;
  accountId: string | null;
  role: string | null;
  strikes: number;
  noticeCount: number;
  contentDay: string;
  joinedAt: string;
  isTakenOut: boolean;
  state: string;
  heldBy: string | null;
  /** Why the reader cannot decide it with the others, whatever is chosen; null where they can, or it is decided. */
  barred: Exclude<Difference, "role" | "standing" | "language" | "version" | "decided" | "incomplete"> | null;
  /** The decision a run of this wave made of it, while this reader can take it back by itself; `until` is an ISO string. */
  undo: { decisionId: string; until: string } | null;
};
export type WaveMembersPage = { rows: WaveMember[]; next: string | null };
