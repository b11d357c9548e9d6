import type { CaseView, ClauseView, ConsequenceCard } from "@/lib/decisions/contract";

/** For tests: one Chinese comment under Taobao's table, as the server would send it. `over` holds what the test is about. */
export function aCaseView(over: Partial<CaseView> = {}): CaseView {
  return {
    case: {
      id: "0b8f3a52-5f6f-4f0e-9a3b-1d6f0c6b7a01",
      reference: "TB-20811",
      platform: "taobao-weitao",
      excerpt: "@叶子 求关注 @叶子 求关注",
      surface: "comment",
      language: "zh-Hans",
      source: "registered",
      noticeCount: 6,
      tags: [],
      harms: [],
      notShown: [],
      severity: "medium",
      clauseGroup: "Table.12",
      rank: 100,
      rankWhy: [
        { code: "severity", points: 8, values: { severity: "medium" } },
        { code: "notices", points: 15, values: { count: 6 } },
      ],
      openedAt: "2026-11-20T08:00:00Z",
      dueAt: "2026-11-22T08:00:00Z",
      state: "claimed",
      version: 3,
      claimedBy: { name: "Mei Lin", isMe: true },
      isAhead: false,
      hasLapsedForMe: false,
      waitingFor: null,
      heldUntil: null,
      handed: null,
      waitingUntil: null,
      escalatedTo: null,
      escalatedWhy: null,
      leaseUntil: "2099-01-01T00:00:00Z",
    },
    platform: {
      id: "taobao-weitao",
      name: { en: "Taobao Weitao", hans: "淘宝微淘", hant: "淘寶微淘" },
      zone: "Asia/Shanghai",
    },
    content: {
      itemId: "item",
      location: "https://weitao.example/p/88121#c4",
      title: "",
      text: "@叶子 求关注！@叶子 求关注！@叶子 看我主页 @叶子 求关注，互关一下",
      language: "zh-Hans",
      surface: "comment",
      role: "buyer",
      roleChoices: [],
      contentAt: "2016-08-18T13:04:00Z",
      contentDay: "2016-08-18",
      contentAtKnown: true,
      takenAt: "2026-11-20T08:00:00Z",
      sha256: "4f9c1b7de2a0558c4f9c1b7de2a0558c4f9c1b7de2a0558c4f9c1b7de2a0558c",
      media: [],
      veil: { strength: "high", isGrey: true },
      context: {},
      changed: [],
    },
    notices: [],
    account: null,
    suggestions: [
      {
        ref: "Table.12.3",
        title: { en: "Repeated personal attack", hans: "多次骚扰他人" },
        score: 0.86,
        evidence: [{ in: "text", start: 0, end: 7, text: "@叶子 求关注", reason: "同样的要求 ×3" }],
      },
      { ref: "Table.4", title: { en: "Spam", hans: "垃圾信息" }, score: 0.41, evidence: [] },
    ],
    suggestionsConfident: true,
    suggestionsLimit: null,
    suggestionsNotes: [],
    clauses: [aClause()],
    clauseChanges: [],
    noRecordedVersion: [],
    notes: [],
    decision: null,
    known: [],
    translator: null,
    decisionsMade: 0,
    resources: [],
    crime: null,
    ...over,
  };
}

/** For tests: the clause about repeated messages, with a condition and an exception. */
export function aClause(over: Partial<ClauseView> = {}): ClauseView {
  return {
    ref: "Table.12.3",
    refLocal: null,
    parent: "Table.12",
    kind: "prohibition",
    title: { en: "Repeated personal attack", hans: "多次骚扰他人" },
    summary: {
      en: "Sending someone repeated, similar or same-demand messages; “repeatedly” means three times or more.",
    },
    document: { en: "Weitao content rules", hans: "微淘内容管理规范" },
    version: { ref: "v2", label: "Version 2", effectiveFrom: "2016-07-01", effectiveTo: null },
    elements: [],
    conditions: [{ en: "The messages are repeated, similar or make the same demand" }, { en: "At least three times" }],
    exceptions: [],
    warning: null,
    note: null,
    asks: ["severe", "repeatCount"],
    severity: "medium",
    dsaCategory: null,
    jurisdiction: null,
    related: [],
    ...over,
  };
}

/** For tests: the second buyer step of the table, as the server previews it. */
export function aCard(over: Partial<ConsequenceCard> = {}): ConsequenceCard {
  const sanction = {
    startsAt: "2026-11-20T10:00:30Z",
    indefinite: false,
    permanent: false,
    points: 0,
    isFollowOn: false,
    needsStatement: true,
    dsaValue: null,
    needsTerm: false,
    dsaChoices: [],
  };
  const remove = { en: "Delete the violating information", hans: "删除违规信息" };
  const pause = {
    en: "Suspend the Mobile Taobao content comment function for 7 days",
    hans: "暂停手机淘宝内容评论功能 7 天",
  };
  return {
    recommendation: null,
    leavesTable: false,
    sanctions: [
      { ...sanction, action: "tb.delete-content", label: remove, target: "content", endsOn: null, endsAt: null },
      {
        ...sanction,
        action: "tb.suspend-comments-7d",
        label: pause,
        target: "feature",
        endsOn: "2026-11-27",
        endsAt: "2026-11-27T15:59:59.999Z",
      },
    ],
    allowed: [
      { action: "tb.delete-content", label: remove, isRecommended: true },
      { action: "tb.suspend-comments-7d", label: pause, isRecommended: true },
    ],
    notOffered: [],
    count: { before: 1, after: 2, counted: "rows 4–12, buyer" },
    points: null,
    why: ["1 earlier + this one = 2 of 3: the step for repeated violations is not reached."],
    warnings: [],
    statement: null,
    statementDue: true,
    exemption: null,
    deliverable: true,
    appealUntil: "2027-05-20T15:59:59Z",
    appealZone: "Asia/Shanghai",
    undoUntil: "2026-11-20T10:00:30Z",
    missing: [],
    ...over,
  };
}
