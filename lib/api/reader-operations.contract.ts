import { z } from "zod";
import { MailEvent, MailEventTaken } from "@/lib/decisions/mail-event.contract";
import { PublicStatements, PublicStatementsRequest } from "@/lib/decisions/public-statement.contract";
import { ResearchDecisions, ResearchDecisionsRequest, ResearchExportRequest } from "@/lib/research/research.contract";
import { EvidenceKeyAnswer, HealthAnswer } from "./answers.contract";
import { named, type Operation } from "./operation.contract";

/** Routes of the public API for who reads from outside and for machines: researchers, mail services, monitoring. */
export const readerOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/transparency/statements",
    id: "listStatements",
    summary: "Statements of reasons for everybody, without personal data, oldest first.",
    may: "anybody",
    query: PublicStatementsRequest,
    status: 200,
    answer: named("PublicStatements", PublicStatements),
  },
  {
    method: "get",
    path: "/research/decisions",
    id: "listForResearch",
    summary: "Public decisions for researchers (DSA Art. 40(12)), platform by platform and oldest first.",
    may: "research.read",
    query: ResearchDecisionsRequest,
    status: 200,
    answer: named("ResearchDecisions", ResearchDecisions),
  },
  {
    method: "get",
    path: "/research/export",
    id: "exportForResearch",
    summary: "All public decisions of a period as one file: NDJSON or CSV, compressed on request.",
    may: "research.read",
    query: ResearchExportRequest,
    status: 200,
    answer: "application/x-ndjson",
  },
  {
    method: "get",
    path: "/evidence/key",
    id: "readEvidenceKey",
    summary: "The public half of the key that signs archives of cases (Ed25519).",
    may: "anybody",
    status: 200,
    answer: named("EvidenceKey", EvidenceKeyAnswer),
  },
  {
    method: "post",
    path: "/mail/events",
    id: "reportMail",
    summary:
      "What became of a mail, from the mail service, one report a call; signed by the Standard Webhooks specification (webhook-id, webhook-timestamp, webhook-signature).",
    may: "anybody",
    body: named("MailEvent", MailEvent),
    status: 200,
    answer: named("MailEventTaken", MailEventTaken),
  },
  {
    method: "get",
    path: "/metrics",
    id: "readMetrics",
    summary: "Numbers for Prometheus. The key must be made for all platforms.",
    may: "metrics.read",
    status: 200,
    answer: "text/plain",
  },
  {
    method: "get",
    path: "/health",
    id: "readHealth",
    summary: "Whether the product answers; 503 when its database does not. Not limited.",
    may: "anybody",
    status: 200,
    answer: named("Health", HealthAnswer),
  },
  {
    method: "get",
    path: "/openapi.json",
    id: "readDescription",
    summary: "This description.",
    may: "anybody",
    status: 200,
    answer: named("OpenApi", z.looseObject({ openapi: z.string() })),
  },
];
