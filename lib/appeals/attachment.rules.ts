import { mediaKind } from "@/lib/intake/media-kind.rules";

/** Of one complaint. Small enough to come in one form, and more than any has needed. */
export const attachmentLimits = { files: 5, bytes: 4_000_000, allBytes: 8_000_000 } as const;

export type AttachmentKind = "picture" | "pdf" | "text";
/** A file as it came: nothing about it is believed but its bytes. */
export type SentFile = { name: string; bytes: Uint8Array };
/** One that is in the store: what it is, under its cleaned name. `sha256` of its bytes as they are kept, hex. */
export type KeptFile = { name: string; kind: AttachmentKind; mime: string; size: number; sha256: string };

export const isKept = (file: SentFile | KeptFile): file is KeptFile => "sha256" in file;
const sizeOf = (file: SentFile | KeptFile) => (isKept(file) ? file.size : file.bytes.byteLength);

const latin = (bytes: Uint8Array, from: number, to?: number) =>
  Buffer.from(bytes.subarray(from, to)).toString("latin1");

/** A document by its head and its tail (ISO 32000-1, 7.5.2 and 7.5.5); a file that is something else as well begins otherwise. */
function isPdf(bytes: Uint8Array): boolean {
  return (
    /^%PDF-[12]\.\d/.test(latin(bytes, 0, 8)) && latin(bytes, Math.max(0, bytes.byteLength - 1024)).includes("%%EOF")
  );
}

/** Words in UTF-8, and no sign that only programs read. */
function isText(bytes: Uint8Array): boolean {
  try {
    const words = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the signs that no text has.
    return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(words);
  } catch {
    return false;
  }
}

/** What a file is by what is in it; null for whatever is neither a picture, nor a PDF, nor plain text. */
export function attachmentKind(bytes: Uint8Array): AttachmentKind | null {
  if (mediaKind(bytes)?.kind === "image") return "picture";
  if (isPdf(bytes)) return "pdf";
  return bytes.byteLength > 0 && isText(bytes) ? "text" : null;
}

const endings: Record<AttachmentKind, string> = { picture: "webp", pdf: "pdf", text: "txt" };
/** As what it is handed out: never as anything that a browser would show or run. */
export const attachmentTypes: Record<AttachmentKind, string> = {
  picture: "image/webp",
  pdf: "application/pdf",
  text: "text/plain; charset=utf-8",
};

/**
 * A name that hides and leads nothing: its last part, without signs that are not seen or that turn what follows, at most
 * 80 characters, with the ending of what the file really is ("bill.pdf.exe" with a picture in it is "bill.pdf.webp").
 */
export function cleanName(given: string, kind: AttachmentKind): string {
  const last = given.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const seen = last.replaceAll(/[\p{C}\p{Zl}\p{Zp}<>:"|?*%;]/gu, "").replaceAll(/\s+/g, " ");
  const stem = seen.replace(/\.[^.]*$/, "").replace(/^[.\s]+|[.\s]+$/g, "");
  return `${[...stem].slice(0, 80).join("") || "file"}.${endings[kind]}`;
}

export type AttachmentProblem = { reason: string; values: Record<string, string | number> };

/** As the person knows the file: their own name of it, short and without what hides. */
const asSent = (name: string) => [...name.replaceAll(/\p{C}/gu, "")].slice(0, 80).join("") || "?";
const megabytes = (bytes: number) => bytes / 1_000_000;

/**
 * What is wrong with what somebody sent, the first of it; null: nothing. Each names the file, and its sentence what to do.
 * What is kept already was looked at when it came, and only takes its place.
 */
export function attachmentProblem(files: readonly (SentFile | KeptFile)[]): AttachmentProblem | null {
  const { files: most, bytes, allBytes } = attachmentLimits;
  if (files.length > most) return { reason: "attachment_too_many", values: { max: most, count: files.length } };
  const sent = files.filter((file): file is SentFile => !isKept(file));
  const large = sent.find((file) => sizeOf(file) > bytes);
  if (large) return { reason: "attachment_too_large", values: { name: asSent(large.name), max: megabytes(bytes) } };
  const sum = files.reduce((all, file) => all + sizeOf(file), 0);
  if (sum > allBytes) return { reason: "attachments_too_large", values: { max: megabytes(allBytes) } };
  const other = sent.find((file) => attachmentKind(file.bytes) === null);
  return other ? { reason: "attachment_kind", values: { name: asSent(other.name) } } : null;
}

/** The problem of a picture that begins like one and cannot be read. */
export function brokenPicture(file: Pick<SentFile, "name">): AttachmentProblem {
  return { reason: "attachment_broken", values: { name: asSent(file.name) } };
}
