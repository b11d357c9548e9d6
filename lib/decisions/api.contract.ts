import { z } from "zod";
import { typedLine } from "@/lib/platform/text.rules";

/** What `GET /api/v1/decisions` is asked: `after` is the cursor of the last answer. */
export const DecisionsRequest = z.object({
  platform: typedLine(60).optional(),
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type DecisionsRequest = z.infer<typeof DecisionsRequest>;

/** That the platform carried a measure out; without a moment, now. */
export const ReportExecuted = z.strictObject({
  executedAt: z.iso.datetime({ offset: true }).optional(),
});
/** `repeated`: it had been said before, and what was said first stays. */
export type Executed = { id: string; decisionId: string; executedAt: string; repeated: boolean };

export const apiDecisionStates = ["undo_window", "in_force", "undone", "reversed", "superseded"] as const;

const moment = z.iso.datetime();

const ApiSanction = z.object({
  /** To say that it was carried out: `POST /sanctions/{id}/executed`. */
  id: z.uuid(),
  /** The action id of the platform's penalty table. */
  action: z.string(),
  target: z.string(),
  /** What it is in the terms of the Transparency Database. */
  dsaValue: z.string().nullable(),
  points: z.number().int(),
  startsAt: moment,
  endsAt: moment.nullable(),
  indefinite: z.boolean(),
  permanent: z.boolean(),
  barsReEntry: z.boolean(),
  isFollowOn: z.boolean(),
  state: z.enum(["held", "in_force", "ended", "lifted"]),
  /** When it really ended: by its term, or lifted. */
  endedAt: moment.nullable(),
  /** When the platform carried it out, as far as it said so. */
  executedAt: moment.nullable(),
});
export type ApiSanction = z.infer<typeof ApiSanction>;

/**
 * A decision as another program learns it. No text that a person typed is in it (it could name somebody), nobody who
 * moderated, nobody who reported.
 */
export const ApiDecision = z.object({
  id: z.uuid(),
  platform: z.string(),
  caseId: z.uuid(),
  case: z.string(),
  outcome: z.enum(["violation", "no_violation", "referred"]),
  /** On reports, on an appeal, or on the desk's own initiative. */
  origin: z.enum(["notice", "complaint", "own"]),
  ground: z.enum(["terms", "law", "terms_and_law"]).nullable(),
  clause: z.object({ ref: z.string(), title: z.string().nullable() }).nullable(),
  version: z.object({ ref: z.string(), label: z.string().nullable() }).nullable(),
  alsoBreaks: z.array(z.string()),
  role: z.string().nullable(),
  points: z.number().int(),
  contentDay: z.iso.date(),
  decidedAt: moment,
  /** Until then it can be taken back, and no sanction starts. */
  effectiveAt: moment,
  state: z.enum(apiDecisionStates),
  undoneAt: moment.nullable(),
  reversedAt: moment.nullable(),
  supersedes: z.uuid().nullable(),
  /** Why no statement of reasons is owed for it although it restricts (Art. 17(2)); null: no such exemption. */
  exempt: z.enum(["deceptive_bulk_commercial"]).nullable(),
  supersededBy: z.uuid().nullable(),
  sanctions: z.array(ApiSanction),
  /** The statement of reasons to the person concerned; null where none is owed. `puid` is its number in the Transparency Database. */
  statement: z
    .object({
      puid: z.string().nullable(),
      sentAt: moment.nullable(),
      appealUntil: moment.nullable(),
      /**
       * Only for a key with `statement.link`: where the person concerned reads it and may appeal, to be shown to them and
       * to nobody else. Null while the decision may be taken back, and after.
       */
      link: z.string().nullable().optional(),
    })
    .nullable(),
  /** Only for a key with `account.view`: the platform's own id and handle, and where the content is or was. */
  about: z
    .object({ account: z.object({ id: z.string(), handle: z.string() }).nullable(), location: z.string() })
    .optional(),
});
export type ApiDecision = z.infer<typeof ApiDecision>;

/** `next` is the cursor to ask with again; null: these were the last for now. `last` is the same for coming back later. */
export const ApiDecisions = z.object({
  decisions: z.array(ApiDecision),
  next: z.string().nullable(),
  last: z.string().nullable(),
});
export type ApiDecisions = z.infer<typeof ApiDecisions>;
