import { z } from "zod";
import type { HarmClass } from "@/lib/platform/harm.rules";
import { neededText, typedLine } from "@/lib/platform/text.rules";

/** One filter of the queue: a slug, a language, a tag. */
const filter = typedLine(60).optional();

export const queueOrders = ["risk", "age", "deadline"] as const;
export const queueStates = ["open", "mine", "waiting", "escalated", "reopened", "decided", "all"] as const;

/** What the queue is asked for, as it stands in the address bar. `after` is the cursor of the last row seen. */
export const QueueRequest = z.object({
  order: z.enum(queueOrders).default("risk"),
  state: z.enum(queueStates).default("open"),
  platform: filter,
  language: filter,
  source: filter,
  group: filter,
  tag: filter,
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type QueueRequest = z.infer<typeof QueueRequest>;

export type RankReason = { code: string; points: number; values?: Record<string, string | number> };

/** One line of the queue: enough to see why it is first, what it is, and who has it. Instants are ISO strings. */
export type QueueRow = {
  id: string;
  /** WX-20811 */
  reference: string;
  platform: string;
  excerpt: string;
  surface: string | null;
  language: string;
  source: string;
  noticeCount: number;
  tags: string[];
  severity: string | null;
  /** What may be hard to look at. */
  harms: string[];
  /** Of these, what the reader is not given now: then nothing of the content is in the row, and it says why. */
  notShown: HarmClass[];
  clauseGroup: string | null;
  rank: number;
  rankWhy: RankReason[];
  openedAt: string;
  dueAt: string;
  state: CaseState;
  version: number;
  claimedBy: { name: string; isMe: boolean } | null;
  /** Laid ready for who holds it, who works on another one meanwhile. */
  isAhead: boolean;
  /** The reader had it, and the claim ran out: it is free, and under "mine" all the same until somebody takes it. */
  hasLapsedForMe: boolean;
  waitingFor: string | null;
  /** Held by its holder while they go on with other cases. */
  heldUntil: string | null;
  /** Handed to a named person, who is kept the case for. */
  handed: { to: string; isToMe: boolean; by: string; why: string } | null;
};
export type QueuePage = { rows: QueueRow[]; next: string | null };

/** A number that is not counted past 1000; `capped` is shown as "1000+". */
export type CappedCount = { count: number; capped: boolean };
/** How much each view holds; `overdue` is what is to do and past its due date. */
export type QueueCounts = Record<"open" | "mine" | "waiting" | "escalated" | "reopened" | "overdue", CappedCount>;
/** What the filters of the queue may be set to: what occurs among undecided cases. */
export type QueueChoices = {
  platforms: { id: string; name: { en: string; hans: string; hant: string } }[];
  languages: string[];
  sources: string[];
  groups: string[];
  /** What each group is called on each platform that has it. */
  groupTitles: { ref: string; platform: string; title: { en: string; hans?: string; hant?: string } }[];
};

/** What somebody can be given to work on, with the words for it. A group may be in the rules of several platforms. */
export type SkillChoices = Pick<QueueChoices, "platforms" | "languages"> & { groups: QueueChoices["groupTitles"] };

export const caseStates = ["open", "claimed", "waiting", "escalated", "decided", "reopened"] as const;
export type CaseState = (typeof caseStates)[number];

const asSeen = { caseId: z.uuid(), version: z.number().int().nonnegative() };
const sentence = (max: number) => z.string().trim().pipe(neededText(max));

export const ClaimCase = z.object({ caseId: z.uuid() });
/**
 * The next case of a filtered queue; `except` are none that is given, and `last` those that the person just put back: they
 * are left to others first, and given where nothing else is left. With `inHand`, the case they
 * work on, the next one is only laid ready: another one, theirs, marked `isAhead` until it is in hand. `ready` are those
 * that the screen has laid ready by now: they stay so, and the answer is none of them; `mostReady` at most in all.
 */
export const ClaimNext = QueueRequest.pick({
  order: true,
  platform: true,
  language: true,
  source: true,
  group: true,
  tag: true,
}).extend({
  except: z.array(z.uuid()).max(50).default([]),
  last: z.array(z.uuid()).max(50).default([]),
  inHand: z.uuid().optional(),
  ready: z.array(z.uuid()).max(10).default([]),
});
export const RenewLease = z.object({ caseId: z.uuid() });
/** What is before somebody without being in their hands; `anyway`: they were asked whether they want to. */
export const OpenedCase = z.object({ caseId: z.uuid(), anyway: z.boolean().default(false) });
/**
 * `onlyAhead`: puts it back if it is still only laid ready; a case that is in hand by now stays there. `leaving`: puts it
 * back if it is still in their hands, and not held. Both are said by a screen that is being left, which cannot know what
 * became of the case meanwhile: one that is not to go back is left as it is, and that is no refusal. `closing`, with
 * `leaving`: the page itself closes, perhaps to be read anew: the case stays theirs for a short while more (rules.ts).
 */
export const ReleaseCase = z.object({
  caseId: z.uuid(),
  onlyAhead: z.boolean().default(false),
  leaving: z.boolean().default(false),
  closing: z.boolean().default(false),
});
export const EscalateCase = z.object({ ...asSeen, to: z.enum(["supervisor", "legal", "policy"]), why: sentence(1000) });
export const WaitForCase = z.object({
  ...asSeen,
  waitingFor: sentence(300),
  until: z.iso.datetime({ offset: true }).optional(),
});
export const ResumeCase = z.object(asSeen);
/** `onAccount`: the note follows the person to every later case. */
export const WriteNote = z.object({ caseId: z.uuid(), text: sentence(2000), onAccount: z.boolean().default(false) });

/** Who holds a claim and until when. */
export type Claimed = {
  caseId: string;
  platform: string;
  version: number;
  leaseUntil: string;
  claimedBy: { name: string; isMe: boolean };
};
/** A case after a move that is no claim. */
export type Moved = { caseId: string; platform: string; version: number; state: CaseState };
/** `isAsItWas`: nothing was released. */
export type Released = Moved & { isAsItWas?: true };
