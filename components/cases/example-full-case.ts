import type { CaseView } from "@/lib/decisions/contract";
import { aCaseView, aClause } from "../decisions/example-case";

/** For tests: an account with a bit of everything an account may have. */
export const anAccount: NonNullable<CaseView["account"]> = {
  id: "a",
  handle: "leaf_花",
  externalId: "tb-990",
  kind: "private",
  jurisdiction: "CN",
  language: "zh-Hans",
  facts: {},
  role: "buyer",
  confirmedStrikes: 1,
  points: 2,
  counters: [
    { counter: "TB-R1", label: { en: "rows 4–12 of the penalty table" }, role: "buyer", versionRef: "v2", count: 1 },
  ],
  running: [
    { label: { en: "Pause", hans: "暂停" }, endsAt: "2026-11-25T15:59:59Z", indefinite: false, permanent: false },
    { label: { en: "Close" }, endsAt: null, indefinite: true, permanent: false },
  ],
  reEntryBarred: true,
  decisions: (["standing", "undone", "reversed", "superseded"] as const).map((state) => ({
    id: state,
    caseId: "c",
    reference: "TB-20101",
    clauseRef: state === "undone" ? null : "Table.4",
    outcome: "no_violation",
    sanctions: [{ label: { en: "Delete", hans: "删除" }, isLifted: false }],
    decidedAt: "2026-10-02T10:00:00Z",
    contentDay: "2016-08-01",
    version: { en: "From 2016-07-01", hans: "自 2016-07-01 起" },
    role: "buyer",
    state,
    flagged: true,
  })),
};

const notice = (id: string, receivedAt: string): CaseView["notices"][number] => ({
  id,
  reference: `N-${id}`,
  source: "trusted_flagger",
  legalClaim: true,
  childAbuseClaim: true,
  category: "spam",
  legalReference: "§ 238",
  explanation: `keeps tagging me ${id}`,
  detail: "picture 2",
  tags: ["hidden_link"],
  relation: "parent",
  claims: { role: "merchant", publishedAt: "2026-01-02" },
  receivedAt,
  hasContact: false,
  flagger: { name: "Consumer Watch", standing: "inside" },
  order: null,
  reveal: null,
  knowledgeAt: null,
  isWithdrawn: false,
  bringing: null,
  automatedDetection: null,
  missing: [],
  messages: [],
  sender: null,
});

/** For tests: a case with everything a case may have. */
export function aFullCase(over: Partial<CaseView> = {}): CaseView {
  const view = aCaseView();
  return {
    ...view,
    content: {
      ...view.content,
      role: null,
      roleChoices: ["merchant", "buyer"],
      contentAtKnown: false,
      title: "标题",
      media: [
        {
          mediaId: "m",
          kind: "image",
          alt: "",
          sensitive: true,
          width: 640,
          height: 420,
          state: "stored",
          failure: null,
          isEncoded: false,
        },
      ],
      context: {
        stars: 2,
        product: "Scarf",
        thread: ["Before"],
        marks: [{ at: "00:01", text: "here" }],
        likes: 3,
        copiedBy: "notifier",
        payer: "P",
      },
      changed: [{ takenAt: "2026-11-20T09:00:00Z", sha256: "b", title: "", text: "later" }],
    },
    notices: ["1", "2", "3", "4"].map((id) => notice(id, `2026-11-20T08:0${id}:00Z`)),
    account: anAccount,
    clauses: [
      aClause({
        asks: [
          "malicious",
          "severe",
          "repeated",
          "hasRecipient",
          "crimeSuspected",
          "legallyRequired",
          "unlawful",
          "interoperability",
          "detectedAutomatically",
          "infringements",
          "repeatCount",
          "reporterRelation",
          "alsoBreaks",
        ],
        elements: [{ en: "an element" }],
        exceptions: [{ letter: "a", text: { en: "public interest" } }],
        warning: { en: "mind" },
        jurisdiction: ["KR"],
        version: { ref: "v2", label: "v2", effectiveFrom: null, effectiveTo: "2026-01-01" },
      }),
    ],
    clauseChanges: [],
    noRecordedVersion: [{ en: "WeChat Community Guidelines" }],
    notes: [{ id: "n", text: "note", by: "Jonas", at: "2026-11-20T09:00:00Z", onAccount: true }],
    crime: null,
    resources: [
      {
        label: { en: "Helplines", hans: "援助热线" },
        country: null,
        languages: [],
        phone: null,
        url: "https://findahelpline.com",
      },
    ],
    ...over,
  };
}
