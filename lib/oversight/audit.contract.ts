import { z } from "zod";
import type { AuditMark } from "@/db/schema";
import { neededLine } from "@/lib/platform/text.rules";

export const auditMarks = ["in_order", "finding", "question"] as const satisfies readonly AuditMark[];
export const largestDraw = 500;
const words = (most: number) => z.string().trim().max(most);
const day = z.iso.date();

/** Which decisions are drawn: of one platform, made from the first day to the last (both within, in the platform's zone). */
export const DrawAudit = z.object({
  title: z.string().trim().pipe(neededLine(120)),
  platform: neededLine(60),
  from: day,
  to: day,
  size: z.coerce.number().int().min(1).max(largestDraw),
  /** Chosen by the auditor, best before anybody knows the decisions: the same seed draws the same. */
  seed: z.string().trim().pipe(neededLine(80)),
});
export const MarkItem = z.object({
  drawId: z.uuid(),
  itemId: z.uuid(),
  /** Refused in the words of the screen: only its form sends this. */
  mark: z.custom<AuditMark>((value) => auditMarks.some((mark) => mark === value), "audit_mark"),
  comment: words(4000).default(""),
});
export const AnswerMark = z.object({ drawId: z.uuid(), itemId: z.uuid(), answer: words(4000).min(1) });
export const CloseAudit = z.object({ drawId: z.uuid(), summary: words(8000).min(1) });

export type DrawnAudit = { drawId: string; size: number; population: number; platform: string };

/** A draw as the list shows it. */
export type AuditRow = {
  id: string;
  title: string;
  platform: { en: string; hans: string; hant: string };
  from: string;
  until: string;
  size: number;
  marked: number;
  findings: number;
  unanswered: number;
  drawnBy: string;
  drawnAt: string;
  closedAt: string | null;
};

export type AuditItem = {
  id: string;
  position: number;
  caseId: string;
  reference: string;
  outcome: "violation" | "no_violation" | "referred";
  clauseRef: string | null;
  decidedAt: string;
  mark: AuditMark | null;
  comment: string;
  markedAt: string | null;
  answer: { text: string; by: string; at: string } | null;
  may: { mark: boolean; answer: boolean };
};

export type AuditView = AuditRow & {
  zone: string;
  seed: string;
  population: number;
  withChildSafety: boolean;
  summary: string | null;
  items: AuditItem[];
  /** Items of cases that this reader is not cleared for. */
  hidden: number;
  /** Items of this page whose appeal the reader may answer and has not looked at yet: the decision is kept from them. */
  kept: number;
  /** The position after which the next page begins; null where it ends. */
  next: number | null;
  /** What is still to be marked before it can be closed. */
  unmarked: number;
  may: { close: boolean };
};
