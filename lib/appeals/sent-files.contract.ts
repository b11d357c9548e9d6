import { z } from "zod";
import { typedLine } from "@/lib/intake/text.rules";
import { attachmentLimits, type SentFile } from "./attachment.rules";
import { FileAppeal } from "./contract";

/** Letters, digits, + and /, filled up with = (RFC 4648, 4), and nothing that decoding would pass over. */
const isBase64 = (text: string) => Buffer.from(text, "base64").toString("base64") === text;

const ApiFile = z.object({
  name: typedLine(255).describe("As the person knows it; it is cleaned, and its ending is not believed."),
  content: z.string().refine(isBase64, "not_base64").meta({ contentEncoding: "base64" }),
});

/** An appeal by a program: what the form takes, its files as base64. The limits of their bytes are attachment.rules.ts. */
export const FileAppealByApi = FileAppeal.extend({
  files: z.array(ApiFile).max(attachmentLimits.files).default([]),
});

/** In base64 a file is a third longer; the rest is for the words and the names. */
export const apiAppealBytes = Math.ceil((attachmentLimits.allBytes * 4) / 3) + 200_000;

export function filesSent({ files }: z.infer<typeof FileAppealByApi>): SentFile[] {
  return files.map(({ name, content }) => ({ name, bytes: new Uint8Array(Buffer.from(content, "base64")) }));
}
