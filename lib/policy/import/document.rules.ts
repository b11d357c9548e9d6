import {
  type Imported,
  type ImportedDraft,
  type ImportFormat,
  importLimits,
  type ReadFormat,
  Refused,
  refuse,
} from "./contract";
import { decoded } from "./decode.rules";
import { readDocx } from "./docx.rules";
import { draftOf, type Source } from "./draft.rules";
import { readHtml } from "./html.rules";
import { readCsv, readXlsx } from "./sheet.rules";
import { readText } from "./text.rules";
import { draftOfJson } from "./version-file.rules";
import { isZip } from "./zip.rules";

/** A document as it was uploaded or pasted. `name` gives the format away where `format` is auto. */
export type Document = { bytes: Uint8Array; name: string; format: ImportFormat; platform: string };

/**
 * Reads a document into the draft it would create: clauses, rows of the penalty table, and every line that became neither
 * (Q14, Q15). Pure: stores nothing. What cannot be read gives a refusal with its place; it never throws for what a document
 * holds. Takes time in proportion to the length of the document.
 */
export function importDocument({ bytes, name, format, platform }: Document): Imported<ImportedDraft> {
  return refusing(() => {
    refuseLarge(bytes.length);
    const read = format === "auto" ? formatOf(bytes, name) : format;
    if (read === "json") return draftOfJson(decoded(bytes), platform);
    const source = sourceOf(bytes, read);
    if (source.pieces.length === 0 || source.lines.size === 0)
      refuse("no_text", "The document holds no words.", "the whole file");
    return draftOf(source, platform);
  });
}

/** Whether it is an exported version, which is taken as it is: nothing of it is read out of words, and no line is left out. */
export function isExport({ bytes, name, format }: Pick<Document, "bytes" | "name" | "format">): boolean {
  return (format === "auto" ? formatOf(bytes, name) : format) === "json";
}

/** The lines of the source that hold words, by number, as the draft counts them; none of a version file. */
export function linesOfDocument({ bytes, name, format }: Document): Map<number, string> {
  const read = format === "auto" ? formatOf(bytes, name) : format;
  const lines = refusing(() => (read === "json" ? new Map<number, string>() : sourceOf(bytes, read).lines));
  return lines.ok ? lines.value : new Map();
}

/** The same for text or Markdown that was pasted. */
export function importText(text: string, platform: string): Imported<ImportedDraft> {
  return importDocument({ bytes: new TextEncoder().encode(text), name: "", format: "text", platform });
}

export function refuseLarge(size: number): void {
  if (size > importLimits.bytes)
    refuse("too_large", `A document may have ${importLimits.bytes} bytes; this one has ${size}.`, "the whole file");
}

function sourceOf(bytes: Uint8Array, format: Exclude<ReadFormat, "json">): Source {
  if (format === "docx" || (format === "table" && isZip(bytes))) {
    if (!isZip(bytes)) refuse("damaged_file", "This is no Word document: it is not packed as one.", "the whole file");
    return format === "docx" ? readDocx(bytes) : readXlsx(bytes);
  }
  if (isZip(bytes) || bytes.subarray(0, 8000).includes(0)) {
    const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    if (!marked) refuse("unknown_format", "The file is not a text.", "the whole file");
  }
  const text = decoded(bytes);
  if (format === "html") return readHtml(text);
  return format === "table" ? readCsv(text) : { pieces: readText(text), lines: linesOf(text) };
}

function linesOf(text: string): Map<number, string> {
  const lines = new Map<number, string>();
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries())
    if (/[\p{L}\p{N}]/u.test(line)) lines.set(index + 1, line.trim());
  return lines;
}

/** By what the file begins with, then by its name. */
export function formatOf(bytes: Uint8Array, name: string): ReadFormat {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  if (isZip(bytes)) return extension.startsWith("xls") ? "table" : "docx";
  if (["csv", "tsv"].includes(extension)) return "table";
  if (["html", "htm", "xhtml"].includes(extension)) return "html";
  if (["md", "markdown"].includes(extension)) return "markdown";
  const start = decoded(bytes.subarray(0, 2000)).trimStart();
  if (extension === "json" || /^\{\s*"/.test(start)) return "json";
  return /^<(?:!doctype|html|head|body|div|p|h[1-6]|article|section|ul|ol|table)\b/i.test(start) ? "html" : "text";
}

function refusing<Value>(read: () => Value): Imported<Value> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}
