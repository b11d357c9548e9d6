import "server-only";
import { join } from "node:path";
import PDFDocument from "pdfkit";
import { defaultLocale, type LetterLanguage, letterLanguageOfTag } from "@/i18n/locales";
import { translatorFor } from "@/messages/load";
import { isChinese, listedParts, type MessagePart } from "./letter.rules";
import { stretchesOf } from "./typed-words.rules";

/** What is printed: a letter as it was sent, in its language (BCP 47). Times are of the copy, not of the letter. */
export type PrintedLetter = {
  language: string;
  subject: string;
  parts: readonly MessagePart[];
  platformName: string;
  reference: string;
  /** Written into the file where it has to be the same bytes each time; else the moment it is made. */
  made?: Date;
};

type Face = "latin" | "han";
type Weight = "regular" | "bold";
const files: Record<Face, Record<Weight, string>> = {
  latin: {
    regular: "geist/dist/fonts/geist-sans/Geist-Regular.ttf",
    bold: "geist/dist/fonts/geist-sans/Geist-Bold.ttf",
  },
  han: {
    regular: "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
    bold: "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
  },
};
export const margin = 64;
/** A4 in points. */
export const page = { width: 595.28, height: 841.89 };

/** Where a font is, in the packages that came with the product: nothing is fetched. */
function font(face: Face, weight: Weight): string {
  return join(/* turbopackIgnore: true */ process.cwd(), "node_modules", files[face][weight]);
}

export type Style = { weight: Weight; size: number; isSoft?: boolean };
export const styles = {
  title: { weight: "bold", size: 18 },
  heading: { weight: "bold", size: 12.5 },
  text: { weight: "regular", size: 10.5 },
  small: { weight: "regular", size: 9, isSoft: true },
} satisfies Record<string, Style>;

/** Runs of one font: Chinese in a Chinese one, everything else in a Latin one, which has what Polish and others need. */
export function runsOf(text: string, language: LetterLanguage): { face: Face; text: string }[] {
  const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u;
  const shared = /[\s\p{P}\p{S}\p{N}]/u;
  const runs: { face: Face; text: string }[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    const own: Face = han.test(character) ? "han" : "latin";
    const face =
      shared.test(character) && own === "latin" ? (last?.face ?? (isChinese(language) ? "han" : "latin")) : own;
    if (last?.face === face) last.text += character;
    else runs.push({ face, text: character });
  }
  return runs;
}

export type Sheet = { doc: PDFKit.PDFDocument; root: PDFKit.PDFStructureElement; language: LetterLanguage };

/** What a file says of itself. `made` is written into it: with one moment the same text is the same bytes. */
type About = Pick<PrintedLetter, "language" | "subject" | "platformName" | "made">;

export function newSheet({ subject, platformName, language: lang, made }: About): Sheet {
  const language = letterLanguageOfTag(lang) ?? defaultLocale;
  const doc = new PDFDocument({
    size: "A4",
    margins: { top: margin, bottom: margin, left: margin, right: margin },
    pdfVersion: "1.7",
    tagged: true,
    lang,
    displayTitle: true,
    bufferPages: true,
    info: { Title: subject, Author: platformName, ...(made ? { CreationDate: made } : {}) },
    // Else it begins with a font that is not embedded.
    font: font(isChinese(language) ? "han" : "latin", "regular"),
  });
  for (const face of ["latin", "han"] as const)
    for (const weight of ["regular", "bold"] as const) doc.registerFont(`${face} ${weight}`, font(face, weight));
  const root = doc.struct("Document");
  doc.addStructure(root);
  return { doc, root, language };
}

/** Text of one style where the last one ended, so many points from the left and right margin. A line is as high, and stands on the same line, whichever font it is in. */
export function write(
  { doc, language }: Sheet,
  text: string,
  { weight, size, isSoft }: Style,
  indent = 0,
  right = 0,
  { isFirst = true, isLast = true } = {},
): void {
  doc.fillColor(isSoft ? "#555555" : "#111111");
  if (isFirst) doc.x = margin + indent;
  const runs = runsOf(text, language);
  for (const [at, run] of runs.entries()) {
    doc.font(`${run.face} ${weight}`).fontSize(size);
    doc.text(run.text, {
      width: page.width - 2 * margin - indent - right,
      lineGap: size * 1.5 - doc.currentLineHeight(false),
      baseline: -size * 1.05,
      continued: at < runs.length - 1 || !isLast,
    });
  }
}

/** Room above what follows; a heading does not stand alone at the foot of a page. */
export function space({ doc }: Sheet, points: number, needed = 0): void {
  doc.y += points;
  if (doc.y + needed > page.height - margin) doc.addPage();
}

export function add(parent: PDFKit.PDFStructureElement, element: PDFKit.PDFStructureElement): void {
  parent.add(element);
  element.end();
}

/** A paragraph as the children of its element: words in another language than the letter's are tagged with it. */
function written(sheet: Sheet, text: string, typed: MessagePart["typed"], indent = 0) {
  const stretches = stretchesOf(text, typed);
  return stretches.map(({ text: words, language }, at) => {
    const place = { isFirst: at === 0, isLast: at === stretches.length - 1 };
    const put = () => write(sheet, words, styles.text, indent, 0, place);
    return language ? sheet.doc.struct("Span", { lang: language }, put) : put;
  });
}

/** A tagged list with a bullet for each item. */
export function writeList(sheet: Sheet, items: readonly string[], typed?: MessagePart["typed"]): void {
  const { doc, root } = sheet;
  const list = doc.struct("L");
  root.add(list);
  for (const text of items) {
    space(sheet, 4, styles.text.size * 1.5);
    const top = doc.y;
    const label = doc.struct("Lbl", {}, () => write(sheet, "•", styles.text, 2));
    const item = doc.struct("LI");
    list.add(item);
    add(item, label);
    doc.y = top;
    add(item, doc.struct("LBody", {}, written(sheet, text, typed, 14)));
    item.end();
  }
  list.end();
}

function writePart(sheet: Sheet, { id, heading, paragraphs, typed }: MessagePart): void {
  const { doc, root } = sheet;
  space(sheet, 14, 60);
  add(
    root,
    doc.struct("H2", {}, () => write(sheet, heading, styles.heading)),
  );
  if (!listedParts.includes(id) || paragraphs.length < 2) {
    for (const paragraph of paragraphs) {
      space(sheet, 4);
      add(root, doc.struct("P", {}, written(sheet, paragraph, typed)));
    }
    return;
  }
  writeList(sheet, paragraphs, typed);
}

const pageInWords = (language: string) => (about: { page: number; pages: number }) =>
  translatorFor(language, "statement")("pdf.page", about);

/** "Page 1 of 2" below the text: not a part of the letter, and a reader aloud passes over it. */
export function numberPages(
  sheet: Sheet,
  said: (page: { page: number; pages: number }) => string = pageInWords(sheet.language),
): void {
  const { doc } = sheet;
  const { count } = doc.bufferedPageRange();
  for (let at = 0; at < count; at++) {
    doc.switchToPage(at);
    doc.page.margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination", attached: ["Bottom"] });
    doc.y = page.height - margin + 20;
    write(sheet, said({ page: at + 1, pages: count }), styles.small);
    doc.endMarkedContent();
  }
}

/**
 * A letter as a tagged PDF (ISO 32000-1, 14.8): its language, its subject as the title, a heading for each part, paragraphs
 * and lists, so that a screen reader reads it as the page does. Made here, of what was stored as sent; nothing leaves.
 */
export async function pdfOfLetter(letter: PrintedLetter): Promise<Buffer> {
  const sheet = newSheet(letter);
  const { doc, root } = sheet;
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const isWhole = new Promise((resolve, reject) => doc.once("end", resolve).once("error", reject));
  add(
    root,
    doc.struct("P", {}, () => write(sheet, `${letter.platformName} · ${letter.reference}`, styles.small)),
  );
  space(sheet, 8);
  add(
    root,
    doc.struct("H1", {}, () => write(sheet, letter.subject, styles.title)),
  );
  for (const part of letter.parts) writePart(sheet, part);
  root.end();
  numberPages(sheet);
  doc.end();
  await isWhole;
  return Buffer.concat(chunks);
}
