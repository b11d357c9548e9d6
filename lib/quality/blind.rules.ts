import type { DecisionOnAccount } from "@/lib/decisions/account.contract";
import type { CaseView } from "@/lib/decisions/contract";
import type { NoticeView } from "@/lib/decisions/notice-view.contract";
import { sampleCode } from "./finding.rules";

/** The account as far as it says nothing about the outcome: who it is, and what was decided before. */
export type BlindAccount = {
  handle: string;
  kind: "business" | "private" | null;
  jurisdiction: string | null;
  decisions: DecisionOnAccount[];
};
export type BlindCase = { view: CaseView; account: BlindAccount | null };

type About = { sampleId: string; decidedAt: Date; decider: string };

/**
 * The case as it was before it was decided, for somebody who must not learn what was decided: later reports, messages,
 * versions, notes and decisions are gone, so are the decider's own notes, the state of the case, its reference, what was told to an
 * authority (it names who suspected a crime, and which), and strikes and running sanctions, which stand as they are today.
 * Everything that is left is named here, so that a new field of a case stays hidden by itself.
 */
export function blinded(view: CaseView, { sampleId, decidedAt, decider }: About): BlindCase {
  const isBefore = (instant: string) => new Date(instant) < decidedAt;
  const { content, platform, account } = view;
  const notices = view.notices
    .filter(({ receivedAt }) => new Date(receivedAt) <= decidedAt)
    .map((notice) => ({ ...notice, ...asThen(notice, isBefore) }));
  return {
    view: {
      case: { ...nothingOfTheCase, id: sampleId, reference: sampleCode(sampleId), ...sameAsThen(view) },
      platform,
      content: { ...content, changed: content.changed.filter(({ takenAt }) => isBefore(takenAt)) },
      translator: null,
      known: [],
      notices,
      account: null,
      suggestions: view.suggestions,
      suggestionsConfident: view.suggestionsConfident,
      suggestionsLimit: view.suggestionsLimit,
      suggestionsNotes: view.suggestionsNotes,
      suggestionsBy: view.suggestionsBy,
      clauses: view.clauses,
      clauseChanges: [],
      noRecordedVersion: view.noRecordedVersion,
      notes: view.notes.filter(({ at, by }) => isBefore(at) && by !== decider),
      decision: null,
      decisionsMade: 0,
      resources: view.resources,
      crime: null,
      // An answer often says what was decided.
      questions: [],
    },
    account: account && {
      handle: account.handle,
      kind: account.kind,
      jurisdiction: account.jurisdiction,
      decisions: account.decisions.filter((past) => isBefore(past.decidedAt)),
    },
  };
}

/**
 * A report as it stood then: what was written under it later often answers the decision, and whether its sender may be named
 * or took it back has no time that could be compared.
 */
function asThen({ messages, knowledgeAt }: NoticeView, isBefore: (instant: string) => boolean) {
  return {
    messages: messages.filter(({ at }) => isBefore(at)),
    knowledgeAt: knowledgeAt !== null && isBefore(knowledgeAt) ? knowledgeAt : null,
    isWithdrawn: false,
    reveal: null,
  };
}

function sameAsThen({ case: { platform, excerpt, surface, language, source, noticeCount, openedAt } }: CaseView) {
  return { platform, excerpt, surface, language, source, noticeCount, openedAt, dueAt: openedAt };
}

const nothingOfTheCase: Omit<CaseView["case"], "id" | "reference" | keyof ReturnType<typeof sameAsThen>> = {
  tags: [],
  harms: [],
  notShown: [],
  severity: null,
  clauseGroup: null,
  rank: 0,
  rankWhy: [],
  state: "claimed",
  version: 0,
  claimedBy: null,
  hasLapsedForMe: false,
  isAhead: false,
  waitingFor: null,
  heldUntil: null,
  handed: null,
  waitingUntil: null,
  escalatedTo: null,
  escalatedWhy: null,
  isForAnother: false,
  isForSupervisor: false,
  leaseUntil: null,
};
