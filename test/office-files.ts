import { strToU8, zipSync } from "fflate";

type Paragraph = { text: string; style?: string; list?: number };

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A small Word document: paragraphs with a style, or a place in one numbered list (0: "1.", 1: "a)"). */
export function docxOf(paragraphs: readonly Paragraph[]): Uint8Array {
  const body = paragraphs.map(({ text, style, list }) => {
    const number = list === undefined ? "" : `<w:numPr><w:ilvl w:val="${list}"/><w:numId w:val="7"/></w:numPr>`;
    const named = style ? `<w:pStyle w:val="${style}"/>` : "";
    return `<w:p><w:pPr>${named}${number}</w:pPr><w:r><w:t>${escaped(text)}</w:t></w:r></w:p>`;
  });
  const level = (at: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  return zipSync({
    "word/document.xml": strToU8(`<w:document ${word}><w:body>${body.join("")}</w:body></w:document>`),
    "word/styles.xml": strToU8(
      `<w:styles ${word}><w:style w:styleId="Title"><w:name w:val="Title"/></w:style><w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>`,
    ),
    "word/numbering.xml": strToU8(
      `<w:numbering ${word}><w:abstractNum w:abstractNumId="3">${level(0, "decimal", "%1.")}${level(1, "lowerLetter", "%2)")}</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>`,
    ),
  });
}

/** A workbook with one sheet. Empty strings are cells that are not stored; `merges` are ranges as in "B2:B3". */
export function xlsxOf(rows: readonly (readonly string[])[], merges: readonly string[] = []): Uint8Array {
  const strings = [...new Set(rows.flat())];
  const cell = (text: string, row: number, column: number) =>
    text === "" ? "" : `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="s"><v>${strings.indexOf(text)}</v></c>`;
  const sheet = rows.map(
    (cells, row) => `<row r="${row + 1}">${cells.map((text, column) => cell(text, row, column)).join("")}</row>`,
  );
  const merged =
    merges.length === 0
      ? ""
      : `<mergeCells>${merges.map((range) => `<mergeCell ref="${range}"/>`).join("")}</mergeCells>`;
  return zipSync({
    "xl/workbook.xml": strToU8("<workbook/>"),
    "xl/sharedStrings.xml": strToU8(`<sst>${strings.map((text) => `<si><t>${escaped(text)}</t></si>`).join("")}</sst>`),
    "xl/worksheets/sheet1.xml": strToU8(`<worksheet><sheetData>${sheet.join("")}</sheetData>${merged}</worksheet>`),
  });
}
