import { z } from "zod";
import { caseStates, QueueRequest } from "./contract";

const moment = z.iso.datetime();

/** One line of the queue as a program gets it: nobody who works on it is named. */
export const ApiCase = z.object({
  id: z.uuid(),
  reference: z.string(),
  platform: z.string(),
  excerpt: z.string(),
  surface: z.string().nullable(),
  language: z.string(),
  source: z.string(),
  noticeCount: z.number().int(),
  tags: z.array(z.string()),
  severity: z.string().nullable(),
  clauseGroup: z.string().nullable(),
  rank: z.number().int(),
  rankWhy: z.array(
    z.object({
      code: z.string(),
      points: z.number(),
      values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
  openedAt: moment,
  dueAt: moment,
  state: z.enum(caseStates),
  /** Goes back with a decision, so that one made on an old view is told so. */
  version: z.number().int(),
  /** By the person the key acts for, by somebody else, or by nobody. */
  heldBy: z.enum(["you", "another", "nobody"]),
  waitingFor: z.string().nullable(),
});
export type ApiCase = z.infer<typeof ApiCase>;

export const ApiCases = z.object({ cases: z.array(ApiCase), next: z.string().nullable() });
export type ApiCases = z.infer<typeof ApiCases>;

/** As the desk's address bar has it. */
export const CasesRequest = QueueRequest;

/** The filters of the next case; `except` may come several times. */
export const NextCaseRequest = QueueRequest.omit({ state: true, after: true, limit: true }).extend({
  except: z.array(z.uuid()).max(50).default([]),
});
