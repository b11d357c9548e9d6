import { z } from "zod";
import { EditOperations, NoticeWords } from "../edit/contract";
import { ImportFormat, type ImportProblem } from "../import/contract";
import { versionRef } from "../version-ref.contract";

const slug = z
  .string()
  .trim()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "slug");
const label = z.string().trim().min(1, "required").max(200);
const day = z.iso.date();

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** A document that was pasted or uploaded, as it came. */
export const GivenDocument = z.object({
  platform: slug,
  name: z.string().max(300).default(""),
  format: ImportFormat.default("auto"),
  bytes: Bytes,
});
export type GivenDocument = z.infer<typeof GivenDocument>;

/** Where a draft begins: with nothing, with a version that is there (also to go back to it), or with a document. */
export const DraftFrom = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("nothing") }),
  z.object({ kind: z.literal("version"), version: z.string().min(1).max(200) }),
  GivenDocument.omit({ platform: true }).extend({ kind: z.literal("document") }),
]);
export const CreateDraft = z.object({
  platform: slug,
  /** Not given: the next number that is free. */
  ref: versionRef.optional(),
  label: label.optional(),
  /** Begun with nothing or with a document: the version whose place it takes, where the platform has several texts. */
  follows: z.string().min(1).max(200).optional(),
  from: DraftFrom,
});
export type CreateDraft = z.infer<typeof CreateDraft>;

const draftId = z.uuid();
/** `rev` is that of the draft as the editor saw it. */
const asSeen = { draftId, rev: z.number().int().nonnegative() };

export const EditDraft = z.object({ ...asSeen, operations: EditOperations });
export const OneDraft = z.object({ draftId });
export const SendBack = z.object({ draftId, why: z.string().trim().min(1, "required").max(2000) });

/**
 * When it begins, when users are told, and what they are told, by language (DSA Art. 14(2)). Only what is given is written:
 * what somebody else wrote beside it stays.
 */
export const PlanDraft = z.object({
  ...asSeen,
  label: label.optional(),
  effectiveFrom: day.optional(),
  announced: day.nullable().optional(),
  notice: NoticeWords.optional(),
});

export const SignDraft = z.object(asSeen);

export const draftStates = ["draft", "in_review", "withdrawn", "published"] as const;
export type DraftState = (typeof draftStates)[number];

/** What became of one line of the document. */
export type SourceLine = {
  line: number;
  text: string;
  use: "clause" | "row" | "left";
  /** Of a line that is used: the references it went to. Of one that is left: why. */
  refs: string[];
  why: string | null;
};
export type DraftSource = {
  name: string;
  format: string;
  lines: SourceLine[];
  /** What a person must settle that could not be read for certain; none of a draft that was read before it was kept. */
  problems?: ImportProblem[];
};

export type Made = { draftId: string; platform: string; ref: string; rev: number };
