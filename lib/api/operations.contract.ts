import { z } from "zod";
import { FileAppealByApi } from "@/lib/appeals/sent-files.contract";
import { ApiDecision, ApiDecisions, DecisionsRequest, ReportExecuted } from "@/lib/decisions/api.contract";
import { DecideCase, ReferCase } from "@/lib/decisions/contract";
import { ApiOrderLetter } from "@/lib/decisions/order-letter.contract";
import { ListedTraderRequest } from "@/lib/decisions/trader.contract";
import { SubmitNotice } from "@/lib/intake/contract";
import { MatchInput, MatchOutput } from "@/lib/matching/contract";
import { RecommendInput } from "@/lib/policy/recommend.contract";
import { ApiCases, CasesRequest, NextCaseRequest } from "@/lib/queue/api.contract";
import {
  AppealAnswer,
  CaseAnswer,
  DecidedAndNextAnswer,
  ExecutedAnswer,
  ImportAnswer,
  ListedTraderAnswer,
  NextCaseAnswer,
  NoticeAnswer,
  PictureAnswer,
  RecommendAnswer,
  ReversalExecutedAnswer,
  TrackedAnswer,
} from "./answers.contract";
import { named, type Operation } from "./operation.contract";
import { readerOperations } from "./reader-operations.contract";

/** What a pipe makes of it: the items themselves, which are counted before they are looked at. */
const { out: items } = SubmitNotice.shape.items;
const notice = named("Notice", SubmitNotice.extend({ items: items.min(1).max(50) }));
/** The id of the case is in the address. */
const [violation, noViolation] = DecideCase.options;
const decision = named(
  "DecideCase",
  z.discriminatedUnion("outcome", [
    violation.omit({ caseId: true }),
    noViolation.omit({ caseId: true }),
    ReferCase.omit({ caseId: true }),
  ]),
);

const NextQuery = NextCaseRequest.extend({ next: z.literal("1").optional() });

/** Every route of the public API: what the document is made of. A test holds it against the files of the routes. */
export const operations: readonly Operation[] = [
  {
    method: "post",
    path: "/notices",
    id: "sendNotice",
    summary: "Sends one notice (DSA Art. 16).",
    may: "anybody",
    isRepeatable: true,
    body: notice,
    status: 201,
    answer: named("NoticeReceived", NoticeAnswer),
  },
  {
    method: "post",
    path: "/notices/bulk",
    id: "sendNotices",
    summary: "Sends notices as NDJSON; a line of the answer for each line, while the request is still being read.",
    may: "notice.import",
    isStream: true,
    body: notice,
    status: 200,
    answer: named("ImportLine", ImportAnswer),
  },
  {
    method: "get",
    path: "/notices/{reference}",
    id: "trackNotice",
    summary: "Where a notice stands, by the secret of its link or by a key with notice.track.",
    may: "anybody",
    query: z.object({ key: z.string().optional().describe("The secret of the tracking link.") }),
    status: 200,
    answer: named("TrackedNotice", TrackedAnswer),
  },
  {
    method: "get",
    path: "/traders",
    id: "listedTrader",
    summary: "A trader of a marketplace as a listing shows it, and whether it may trade (DSA Art. 30).",
    may: "trader.view",
    query: ListedTraderRequest,
    status: 200,
    answer: named("ListedTrader", ListedTraderAnswer),
  },
  {
    method: "post",
    path: "/sanctions/{id}/executed",
    id: "reportExecuted",
    summary: "Says that the platform carried a measure out, and when; a repeat is answered with what was said first.",
    may: "sanction.report",
    body: named("ReportExecuted", ReportExecuted),
    status: 200,
    answer: named("Executed", ExecutedAnswer),
  },
  {
    method: "post",
    path: "/decisions/{id}/reversal/executed",
    id: "reportReversalExecuted",
    summary:
      "Says that the platform carried out the reversal of a decision: content back, accounts open. A repeat changes nothing.",
    may: "sanction.report",
    status: 200,
    answer: named("ReversalExecuted", ReversalExecutedAnswer),
  },
  {
    method: "post",
    path: "/media",
    id: "storePicture",
    summary: "Stores a picture of reported content, to name in a notice.",
    may: "notice.create",
    query: z.object({ platform: z.string() }),
    body: { binary: ["image/jpeg", "image/png", "image/webp", "image/gif"] },
    status: 201,
    answer: named("StoredPicture", PictureAnswer),
  },
  {
    method: "post",
    path: "/appeals",
    id: "fileAppeal",
    summary: "Files an appeal (DSA Art. 20) by the token of a decision's link, with files.",
    may: "anybody",
    isRepeatable: true,
    body: named("FileAppeal", FileAppealByApi),
    status: 201,
    answer: named("AppealFiled", AppealAnswer),
  },
  {
    method: "post",
    path: "/policy/match",
    id: "matchClauses",
    summary: "Which clauses a text may break, best first.",
    may: "policy.match",
    body: named("MatchInput", MatchInput),
    status: 200,
    answer: named("MatchOutput", MatchOutput),
  },
  {
    method: "post",
    path: "/policy/recommend",
    id: "recommendSanctions",
    summary: "What follows from breaking a clause, from the platform's own penalty table.",
    may: "policy.match",
    body: named("RecommendInput", RecommendInput),
    status: 200,
    answer: named("Recommendation", RecommendAnswer),
  },
  {
    method: "get",
    path: "/decisions",
    id: "listDecisions",
    summary: "Decisions of the key's platforms, oldest first.",
    may: "decision.read",
    query: DecisionsRequest,
    status: 200,
    answer: named("Decisions", ApiDecisions),
  },
  {
    method: "get",
    path: "/decisions/{id}",
    id: "readDecision",
    summary: "One decision, and where it stands now.",
    may: "decision.read",
    status: 200,
    answer: named("Decision", ApiDecision),
  },
  {
    method: "get",
    path: "/orders/letters/{id}",
    id: "readOrderLetter",
    summary: "Whom a letter on an authority's order is for, and their link to it (DSA Art. 9(5), 10(5)).",
    may: "statement.link",
    status: 200,
    answer: named("OrderLetter", ApiOrderLetter),
  },
  {
    method: "get",
    path: "/cases",
    id: "listCases",
    summary: "One page of the queue.",
    may: "case.view",
    actingFor: "optional",
    query: CasesRequest,
    status: 200,
    answer: named("Cases", ApiCases),
  },
  {
    method: "get",
    path: "/cases/next",
    id: "takeNextCase",
    summary:
      "Takes the next case of a filtered queue for a person of the desk; asked again, the same one while they have it.",
    may: "case.act",
    actingFor: "needed",
    query: NextCaseRequest,
    status: 200,
    answer: named("NextCase", NextCaseAnswer),
  },
  {
    method: "get",
    path: "/cases/{id}",
    id: "readCase",
    summary: "One case, whole, as the person sees it at the desk. It is not taken by this.",
    may: "case.act",
    actingFor: "needed",
    status: 200,
    answer: named("Case", CaseAnswer),
  },
  {
    method: "post",
    path: "/cases/{id}/decision",
    id: "decideCase",
    summary: "Decides a case for a person of the desk; with next=1 it takes the next one as well.",
    may: "case.act",
    actingFor: "needed",
    isRepeatable: true,
    query: NextQuery,
    body: decision,
    status: 200,
    answer: named("DecidedAndNext", DecidedAndNextAnswer),
  },
  ...readerOperations,
];
