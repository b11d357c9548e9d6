import { z } from "zod";
import type { Filed } from "@/lib/appeals/contract";
import type { Executed } from "@/lib/decisions/api.contract";
import type { Decided } from "@/lib/decisions/contract";
import type { ImportLine, NoticeReceived, TrackedWithLinks } from "@/lib/intake/contract";
import type { StoredPicture } from "@/lib/intake/picture.command";
import type { Problem } from "@/lib/platform/http";
import type { Recommendation } from "@/lib/policy/recommend.contract";

// Answers that are plain types where they are made. Each is bound to its type, so that neither changes alone.
const moment = z.iso.datetime();
const words = z.object({ en: z.string(), hans: z.string(), hant: z.string() });
const ids = z.array(z.string());
const whole = z.number().int();

/** A failure (RFC 9457): `code` and `reason` for programs, `detail` for people, `errors` for each failing field. */
export const ProblemAnswer = z.object({
  type: z.string(),
  title: z.string(),
  status: whole,
  code: z.enum([
    "invalid",
    "refused",
    "stale",
    "conflict",
    "signed_out",
    "forbidden",
    "not_found",
    "wrong_method",
    "rate_limited",
    "too_large",
    "gone",
  ]),
  reason: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), reason: z.string(), message: z.string() })).optional(),
}) satisfies z.ZodType<Problem>;

export const NoticeAnswer = z.object({
  reference: z.string(),
  trackingUrl: z.url(),
  items: z
    .array(z.object({ location: z.string(), case: z.string() }))
    .optional()
    .describe("Only for a key."),
  externalId: z.string().optional(),
  repeated: z.literal(true).optional(),
  notProcessedUntil: z.iso.datetime().optional(),
}) satisfies z.ZodType<NoticeReceived>;

export const ImportAnswer = z.union([
  NoticeAnswer,
  z.object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      errors: z.array(z.object({ field: z.string(), reason: z.string(), message: z.string() })).optional(),
    }),
  }),
]) satisfies z.ZodType<ImportLine>;

export const ListedTraderAnswer = z.object({
  account: z.string(),
  status: z.enum([
    "incomplete",
    "unchecked",
    "verified",
    "correction_asked",
    "correction_overdue",
    "suspended",
    "refused",
    "ended",
  ]),
  mayTrade: z.boolean(),
  listing: z
    .object({
      name: z.string(),
      address: z.string(),
      phone: z.string(),
      email: z.string(),
      register: z.string(),
      selfCertified: z.boolean(),
    })
    .nullable()
    .describe("What a listing shows (Art. 30(7)); null once the data was deleted."),
});

export const TrackedAnswer = z.object({
  reference: z.string(),
  platform: z.object({ id: z.string(), name: words }),
  receivedAt: moment,
  legalClaim: z.boolean(),
  hasEmail: z.boolean(),
  contactDeletedAt: moment.nullable().describe("When the notifier's name and address, if any, were deleted."),
  withdrawnAt: moment.nullable(),
  messages: z
    .array(z.object({ by: z.enum(["desk", "notifier"]), text: z.string(), at: moment }))
    .describe("Only for the holder of the link: questions of the desk and what the notifier wrote."),
  mayWithdraw: z.boolean(),
  mayWrite: z.boolean(),
  items: z.array(
    z.object({
      location: z.string(),
      detail: z.string(),
      state: z.enum(["received", "in_review", "decided"]),
      outcome: z.enum(["acted", "no_action", "referred"]).nullable(),
      decidedAt: moment.nullable(),
      zone: z.string().nullable(),
      outcomeUrl: z
        .string()
        .nullable()
        .describe("Only for the holder of the link: their letter, and the way to appeal."),
    }),
  ),
}) satisfies z.ZodType<TrackedWithLinks>;

export const PictureAnswer = z.object({
  mediaId: z.uuid(),
  width: whole,
  height: whole,
}) satisfies z.ZodType<StoredPicture>;

export const ReversalExecutedAnswer = z.object({
  id: z.uuid(),
  confirmed: z.number().int(),
  repeated: z.boolean(),
});

export const ExecutedAnswer = z.object({
  id: z.uuid(),
  decisionId: z.uuid(),
  executedAt: moment,
  /** It had been said before, and what was said first stays. */
  repeated: z.boolean(),
}) satisfies z.ZodType<Executed>;
export const AppealAnswer = z.object({
  reference: z.string(),
  dueAt: moment,
  /** Complaints of its sender are not processed until then (DSA Art. 23(2)); it is taken up by itself. */
  heldUntil: moment.nullable(),
}) satisfies z.ZodType<Filed>;

export const DecidedAnswer = z.object({
  decisionId: z.uuid(),
  caseId: z.uuid(),
  platform: z.string(),
  reference: z.string(),
  undoUntil: moment,
  outcome: z.enum(["violation", "no_violation", "referred"]),
}) satisfies z.ZodType<Decided>;

/** The case as the person sees it at the desk; its parts grow with the desk, so only what a client must have is named. */
export const CaseAnswer = z.looseObject({
  case: z.looseObject({ id: z.uuid(), reference: z.string(), platform: z.string(), version: whole }),
  content: z.looseObject({ title: z.string(), text: z.string(), language: z.string(), contentDay: z.iso.date() }),
  notices: z.array(z.looseObject({ explanation: z.string(), legalClaim: z.boolean(), receivedAt: moment })),
  suggestions: z.array(z.looseObject({ ref: z.string(), score: z.number() })),
});
export const NextCaseAnswer = z.object({ next: CaseAnswer.nullable() });
export const DecidedAndNextAnswer = z.object({ decided: DecidedAnswer, next: CaseAnswer.nullable() });

/** `publicKey` is the DER (SPKI) in base64, `keyId` its SHA-256 in hex. */
export const EvidenceKeyAnswer = z.object({
  algorithm: z.literal("Ed25519"),
  keyId: z.string(),
  publicKey: z.string(),
});

export const HealthAnswer = z.object({
  status: z.enum(["ok", "down"]),
  database: z.enum(["pglite", "postgres"]).optional(),
});

const said = z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) });

export const RecommendAnswer = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  version: z.string().nullable(),
  textAvailable: z.boolean(),
  basis: z.enum(["rule", "discretion", "none"]),
  violation: z.boolean().nullable(),
  outOfScope: z.boolean(),
  count: whole.nullable(),
  allowed: ids,
  recommended: ids.nullable(),
  alternatives: z.array(ids),
  notOffered: z.array(z.object({ action: z.string(), why: z.string(), whyCode: said })),
  durationDays: whole.nullable(),
  endDate: z.iso.date().nullable(),
  indefinite: z.boolean(),
  permanent: z.boolean(),
  points: whole,
  pointsTotal: whole,
  followOn: ids,
  reEntryBarred: z.boolean(),
  warnings: z.array(z.string()),
  warningCodes: z.array(said),
  why: z.array(z.string()),
  whyCodes: z.array(said),
  rows: z.array(whole),
  step: z.string().nullable(),
  tally: z
    .object({
      counter: z.string(),
      before: whole,
      count: whole,
      threshold: whole,
      counted: z.array(whole),
      notCounted: z.array(z.object({ prior: whole, reason: z.string() })),
    })
    .nullable(),
  contentDay: z.iso.date(),
  decisionDay: z.iso.date(),
}) satisfies z.ZodType<Recommendation>;
