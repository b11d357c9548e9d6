import { z } from "zod";

export const archiveFormat = "recourse-evidence";
/**
 * 1: without what the Transparency Database answered, and without an entry of the log that names every file. 2: that entry
 * holds the hash of every file and row, instead of the hash of their list (`exportedFile`).
 */
export const archiveVersion = 3;
/** The last two files; everything else is named in the first of them with its hash. */
export const manifestFile = "manifest.json";
export const signatureFile = "manifest.sig.json";

/** Where a version of the rules lies in an archive. */
export const fileOfVersion = (ref: string) => `policy/${ref.replaceAll(/[^\w.-]+/g, "-")}.json`;

/** One file of the archive: its size in bytes and the SHA-256 (hex) of what is in it. */
export const ArchivedFile = z.object({
  path: z.string(),
  size: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ArchivedFile = z.infer<typeof ArchivedFile>;

/**
 * How much of a chain lies in `file`. `whole`: every entry from the first about this case to the head. `sealed`: the
 * same, of others only position and hashes. `own`: only those about the case, because the rest would be too much.
 */
export const chainModes = ["whole", "sealed", "own"] as const;
export const ArchivedChain = z.object({
  chain: z.string(),
  file: z.string(),
  mode: z.enum(chainModes),
  /** Positions of the first and the last entry in the file. */
  first: z.number().int().positive(),
  last: z.number().int().positive(),
  /** Entries about this case. */
  own: z.number().int().nonnegative(),
  /** Where the chain stood when the archive was made. */
  head: z.object({ position: z.number().int().nonnegative(), hash: z.string() }),
});
export type ArchivedChain = z.infer<typeof ArchivedChain>;

/** A letter of the archive: of which row it is the PDF, and what stands on it that the row does not say. */
export const ArchivedLetter = z.object({
  of: z.enum(["statement", "appeal"]),
  id: z.uuid(),
  file: z.string(),
  language: z.string(),
  platformName: z.string(),
  reference: z.string(),
});
export type ArchivedLetter = z.infer<typeof ArchivedLetter>;

/** Why something of the case is not in the archive. */
export const withheldReasons = ["not_allowed_to_look", "child_safety", "not_in_store", "purged"] as const;

export const Manifest = z.object({
  format: z.literal(archiveFormat),
  version: z.literal([1, 2, archiveVersion]),
  case: z.string(),
  caseId: z.uuid(),
  platform: z.string(),
  exportedAt: z.iso.datetime(),
  /** Id of the person, as in the log. */
  exportedBy: z.string(),
  files: z.array(ArchivedFile),
  chains: z.array(ArchivedChain),
  /** Versions of the rules that governed a decision and are in the archive. */
  policyVersions: z.array(z.string()),
  /** PDFs of the letters; archives of earlier releases have none. */
  letters: z.array(ArchivedLetter).default([]),
  withheld: z.array(z.object({ what: z.string(), why: z.enum(withheldReasons) })),
});
export type Manifest = z.infer<typeof Manifest>;

export const SignatureFile = z.object({
  algorithm: z.literal("Ed25519"),
  keyId: z.string(),
  publicKey: z.string(),
  signature: z.string(),
});

/** Most rows of one file whose hashes are listed one by one; a longer file is listed as a whole. */
export const mostRowsListed = 500;
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The list of what left: all files but itself, the log and the manifest. */
export const exportedFile = "exported.json";
/**
 * What is in that list: the SHA-256 of each file, and of each line of those with rows, by path and id; and where each chain
 * of the log stood when the rows were read, by its name. Archives of version 2 have it in the log, without `asOf`.
 */
export const ExportedFiles = z.object({
  files: z.record(z.string(), sha256),
  lines: z.record(z.string(), z.record(z.string(), sha256)),
  asOf: z.record(z.string(), z.number().int()).optional(),
});
export type ExportedFiles = z.infer<typeof ExportedFiles>;
/** Verb of that entry. */
export const exportedVerb = "case.exported";
/** What that entry says: the SHA-256 of the list, and of how many files. */
export const ExportedList = z.object({ list: sha256, count: z.number().int().nonnegative() });
export const NoteExported = ExportedList.extend({ caseId: z.uuid(), platform: z.string() });

export const ExportCase = z.object({ caseId: z.uuid() });
/** The pictures that leave with a case, and how many stay. */
export const NotePictures = ExportCase.extend({ media: z.array(z.uuid()), withheld: z.number().int().nonnegative() });
