import { z } from "zod";
import { readAddress } from "@/lib/platform/address.rules";
import { ReporterRelation } from "@/lib/policy/pack.contract";
import { Bringing } from "./bringing.rules";
import { detectionExtents } from "./detection.rules";
import { locationKey } from "./location.rules";
import type { NoticeMessage } from "./notice-message.contract";
import {
  ContentContext,
  Country,
  contentLine,
  contentText,
  LanguageTag,
  neededContent,
  neededLine,
  Slug,
  typedLine,
  Zone,
} from "./text.rules";

/** What a notifier may say it is about, in plain words; a help for sorting, never the finding. */
export const noticeCategories = [
  "child_safety",
  "terrorism",
  "threat_to_life",
  "self_harm",
  "violence",
  "hate",
  "harassment",
  "sexual_content",
  "fraud",
  "counterfeit",
  "unsafe_product",
  "privacy",
  "misinformation",
  "spam",
  "other",
] as const;
export type NoticeCategory = (typeof noticeCategories)[number];

/** Tags that the European Commission's commitments ask for (REQUIREMENTS Q60, Q79). */
export const noticeTags = ["hidden_link", "affiliate", "adult_or_health", "supplement", "medicine"] as const;
export type NoticeTag = (typeof noticeTags)[number];

/** Where a notice comes from; the first two anyone may be, the others only a key made for it may state. */
export const noticeSources = [
  "guest",
  "registered",
  "trusted_flagger",
  "authority",
  "court",
  "guardian",
  "rights_holder",
  "third_party",
  "own_detection",
] as const;
export type NoticeSource = (typeof noticeSources)[number];

export const noticeRelations = ReporterRelation.options;

/** The sentence a notifier agreed to; a changed sentence gets a new number and a new key in the catalogue `intake`. */
export const goodFaithWording = "v1";

export const limits = {
  items: 50,
  location: 2048,
  explanation: 10_000,
  text: 50_000,
  title: 1_000,
  detail: 500,
  name: 200,
  /** Addresses of pictures and videos that a visitor may name in one notice: each is a request this desk makes. */
  visitorMedia: 5,
} as const;

const Account = z.strictObject({
  /** The platform's own id of the account. */
  id: neededLine(200),
  handle: typedLine(200).optional(),
  kind: z.enum(["business", "private"]).optional(),
  email: z.email().max(254).optional(),
  language: LanguageTag.optional(),
  zone: Zone.optional(),
  /** ISO 3166 code of the country whose law applies to the account. */
  jurisdiction: Country.optional(),
  facts: z.record(typedLine(60), typedLine(500)).optional(),
});

const MediaAddress = neededLine(limits.location).superRefine((value, context) => {
  const read = readAddress(value);
  if (!read.ok) context.addIssue({ code: "custom", message: `media_${read.why}` });
});

/**
 * A picture or video: by its address, from where it is fetched once after the notice is stored (fetch-media.command.ts),
 * or, by a program only, a picture of the same platform that is stored here already (`POST /api/v1/media`).
 */
const Media = z
  .strictObject({
    mediaId: z.uuid().toLowerCase().optional(),
    url: MediaAddress.optional(),
    /** What the sender takes it for; what it is shows when it is fetched. */
    kind: z.enum(["image", "video"]).default("image"),
    alt: contentLine(500).default(""),
    /** Left out: nobody has looked at it, so it is blurred as one that was said to be hard to look at. */
    sensitive: z.boolean().optional(),
  })
  .refine(({ mediaId, url }) => (mediaId === undefined) !== (url === undefined), "media_id_or_url");

const Content = z.strictObject({
  title: contentText(limits.title).default(""),
  text: contentText(limits.text).default(""),
  language: LanguageTag.optional(),
  /**
   * YYYY-MM-DD (a day in the platform's zone) or an instant with its offset; left out when nobody knows. Date, surface and
   * role of a visitor are kept as what they say: only a program of the platform is believed.
   */
  publishedAt: z.string().max(40).optional(),
  surface: Slug.optional(),
  role: Slug.optional(),
  account: Account.optional(),
  context: ContentContext.default({}),
  media: z.array(Media).max(20).default([]),
});
export type NoticeContent = z.infer<typeof Content>;

export const Location = neededLine(limits.location).superRefine((value, context) => {
  const answer = locationKey(value);
  if (!answer.ok && answer.reason !== "required") context.addIssue({ code: "custom", message: answer.reason });
});

const Item = z.strictObject({
  /** An address (https://…) or the platform's own id of the thing. */
  location: Location,
  /** Where inside it: "picture 2", "00:41:10". */
  detail: contentLine(limits.detail).default(""),
  content: Content.optional(),
});

/**
 * One notice (DSA Art. 16): the same shape for the public form, `POST /api/v1/notices`, its bulk form and
 * `cli notice import`. Who may state `source`, `content.account` and the rest is decided in prepare.rules.ts.
 */
export const SubmitNotice = z.strictObject({
  platform: z.string().max(60),
  source: z.enum(noticeSources).optional(),
  /** True: illegality is claimed, an Article 16 notice. False: a report about the platform's terms only. */
  legalClaim: z.boolean(),
  /**
   * Offences of Articles 3 to 7 of Directive 2011/93/EU: name and e-mail are not asked for (Art. 16(2)(c)). Somebody who
   * gives them all the same is answered like anybody else, so they are kept.
   */
  childAbuseClaim: z.boolean().default(false),
  category: z.enum(noticeCategories).optional(),
  /** A law or provision; never compulsory. */
  legalReference: contentText(1000).optional(),
  explanation: neededContent(limits.explanation),
  // Counted before they are looked at: ten thousand locations get one answer, not ten thousand.
  items: z.array(z.unknown()).min(1).max(limits.items).pipe(z.array(Item)),
  name: typedLine(limits.name).optional(),
  email: z.email().max(254).optional(),
  goodFaith: z.boolean().refine((value) => value, "good_faith_needed"),
  /** Language for answers to the notifier. */
  language: LanguageTag.optional(),
  zone: Zone.optional(),
  tags: z.array(z.enum(noticeTags)).max(noticeTags.length).default([]),
  relation: ReporterRelation.optional(),
  bringing: Bringing.optional(),
  /**
   * Whether tools found the content (Art. 17(3)(c)): `full`, by tools alone; `partial`, by a tool and a person; `none`. Of
   * sources that look for content; left out by `own_detection` or `third_party`, the moderator has to say it
   * (detection.rules.ts).
   */
  automatedDetection: z.enum(detectionExtents).optional(),
  /** The sender's own key: a repeat with the same one is answered with the first one's reference. */
  externalId: neededLine(200).optional(),
});
export type SubmitNotice = z.infer<typeof SubmitNotice>;

/** The answer to a sender. `items` with their cases only for keys; `repeated` when this `externalId` was here before. */
export type NoticeReceived = {
  reference: string;
  trackingUrl: string;
  items?: { location: string; case: string }[];
  externalId?: string;
  repeated?: true;
  /** The key's own notices are not processed until then: suspended for misuse (DSA Art. 23(2)). */
  notProcessedUntil?: string;
};

/** One line of a bulk answer. */
export type ImportLine =
  | NoticeReceived
  | { error: { code: string; message: string; errors?: { field: string; reason: string; message: string }[] } };

export type TrackedOutcome = "acted" | "no_action" | "referred";

/** What a notifier may see of a notice: never who moderates, never who else reported. */
export type TrackedNotice = {
  reference: string;
  platform: { id: string; name: { en: string; hans: string; hant: string } };
  receivedAt: string;
  legalClaim: boolean;
  /** False: nobody can be written to, this page is the answer. */
  hasEmail: boolean;
  /** When name and address of the notifier were deleted, if there were any: what was given is no longer known. */
  contactDeletedAt: string | null;
  /** When its notifier took it back. */
  withdrawnAt: string | null;
  /** What desk and notifier wrote to each other; for the holder of the link only. */
  messages: NoticeMessage[];
  /** Whether its notifier may take it back, and may write to the desk, now. */
  mayWithdraw: boolean;
  mayWrite: boolean;
  items: {
    location: string;
    detail: string;
    state: "received" | "in_review" | "decided";
    outcome: TrackedOutcome | null;
    decidedAt: string | null;
    /** The zone of the letter that told it, so that page and letter name one day; null before. */
    zone: string | null;
    /** The outcome statement addressed to this notifier, once there is one and for them alone; its signed link is made by lib/decisions. */
    statementId: string | null;
  }[];
};

/** The same for a reader: in place of the statement's id its signed link, the page with reasons and redress for this notifier only. */
export type TrackedItem = Omit<TrackedNotice["items"][number], "statementId"> & { outcomeUrl: string | null };
export type TrackedWithLinks = Omit<TrackedNotice, "items"> & { items: TrackedItem[] };
