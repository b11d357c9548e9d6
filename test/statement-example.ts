import type { AffectedFacts, NotifierFacts } from "@/lib/decisions/statement.contract";

/** One decision as its statement tells it; tests change what they are about. */
export const affected: AffectedFacts = {
  addressee: "affected",
  language: "en",
  reference: "TB-20811",
  platformName: "Taobao Weitao",
  outcome: "violation",
  zone: "Asia/Shanghai",
  platformZone: "Asia/Shanghai",
  decidedOn: "2025-03-12",
  content: {
    kind: "post",
    location: "https://weitao.example/p/118",
    date: "2016-07-04",
    excerpt: "Tap the green arrow in picture three to join our sister site.",
  },
  ground: "terms",
  clause: {
    ref: "Table.5.7",
    title: "Leading people to other sites",
    summary: "Posts may not lead readers to sites outside the platform.",
    original: "诱导用户到外部网站",
    documentTitle: "Weitao content rules",
    versionLabel: "version 2",
    effectiveFrom: "2016-07-01",
    effectiveTo: null,
  },
  legal: null,
  facts: "The post tells readers to leave for another site and pays them for it.",
  evidence: [{ quote: "join our sister site", in: "text", shows: "the post leads readers away." }],
  exceptions: [{ ref: null, title: "Public interest", applies: false, why: "The linked site only sells goods." }],
  restrictions: [
    {
      label: "Delete the violating information",
      dsaDecision: "DECISION_VISIBILITY_CONTENT_REMOVED",
      restricts: true,
      target: "content",
      barsReEntry: false,
      startsOn: "2025-03-12",
      term: { kind: "permanent" },
      territories: [],
    },
    {
      label: "Suspend the Weitao function for 30 days",
      dsaDecision: "DECISION_PROVISION_PARTIAL_SUSPENSION",
      restricts: true,
      target: "feature",
      barsReEntry: false,
      startsOn: "2025-03-12",
      term: { kind: "until", endsOn: "2025-04-11", days: 30 },
      territories: ["DE", "FR"],
    },
  ],
  source: "notice",
  automation: { detected: false, processed: false, decision: "none" },
  count: { before: 1, after: 2, counted: "rows 4–12" },
  table: null,
  points: null,
  redress: {
    appealUrl: "https://recourse.example/decision/abc/appeal",
    appealEndsOn: "2025-09-12",
    disputeBodiesUrl: "https://bodies.example/list",
  },
};
const { count: _count, table: _table, points: _points, ...shared } = affected;
export const notifier: NotifierFacts = { ...shared, addressee: "notifier" };
