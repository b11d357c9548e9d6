import "server-only";
import type { Translate } from "@/lib/platform/letter.rules";
import {
  add,
  margin,
  newSheet,
  numberPages,
  page,
  type Sheet,
  space,
  styles,
  write,
  writeList,
} from "@/lib/platform/letter-pdf";
import { chartSize, drawn } from "./chart.rules";
import { type Block, type Chart, type ReportDocument, type Table, valueInWords } from "./report.rules";

const inner = page.width - 2 * margin;
const small = { ...styles.small, isSoft: false };

/** A table as a reader aloud takes it, row by row; on paper each row is one line of cells parted by a dot. */
function writeTable(sheet: Sheet, { caption, head, rows }: Table): void {
  const { doc, root } = sheet;
  const table = doc.struct("Table");
  root.add(table);
  space(sheet, 8, styles.small.size * 6);
  add(
    table,
    doc.struct("Caption", {}, () => write(sheet, caption, styles.small)),
  );
  const widths = head.map((_, at) => (at === 0 ? inner * 0.46 : (inner * 0.54) / Math.max(head.length - 1, 1)));
  for (const [index, cells] of [head, ...rows].entries()) {
    space(sheet, 3, 72);
    const row = doc.struct("TR");
    table.add(row);
    const top = doc.y;
    let bottom = top;
    let left = 0;
    for (const [at, cell] of cells.entries()) {
      doc.y = top;
      const indent = left;
      const room = inner - indent - (widths[at] ?? 0) + 6;
      add(
        row,
        doc.struct(index === 0 || at === 0 ? "TH" : "TD", {}, () =>
          write(sheet, cell === "" ? "–" : cell, { ...small, weight: index === 0 ? "bold" : "regular" }, indent, room),
        ),
      );
      bottom = Math.max(bottom, doc.y);
      left += widths[at] ?? 0;
    }
    doc.y = bottom;
    row.end();
  }
  table.end();
}

/** A chart is one figure with its name as the text for whoever does not see it; its numbers are the table below it. */
function writeChart(sheet: Sheet, chart: Chart, t: Translate): void {
  const { doc, root } = sheet;
  const { width, height, left, right } = chartSize;
  space(sheet, 6, height + 8);
  const [x0, y0] = [margin, doc.y];
  const { dots, lines, bounds, scale, ends } = drawn(chart);
  const draw = () => {
    doc.lineWidth(0.5).strokeColor("#bbbbbb");
    for (const { y } of scale)
      doc
        .moveTo(x0 + left, y0 + y)
        .lineTo(x0 + width - right, y0 + y)
        .stroke();
    doc.strokeColor("#555555").dash(4, { space: 3 });
    for (const { y } of bounds)
      doc
        .moveTo(x0 + left, y0 + y)
        .lineTo(x0 + width - right, y0 + y)
        .stroke();
    doc.undash().lineWidth(1.2).strokeColor("#111111");
    for (const [first, ...rest] of lines) {
      if (!first) continue;
      doc.moveTo(x0 + first.x, y0 + first.y);
      for (const { x, y } of rest) doc.lineTo(x0 + x, y0 + y);
      doc.stroke();
    }
    for (const { x, y, isFinal } of dots)
      doc.circle(x0 + x, y0 + y, 2.2).fillAndStroke(isFinal ? "#111111" : "#ffffff", "#111111");
    doc.font("latin regular").fontSize(8).fillColor("#555555");
    for (const { y, value } of scale)
      doc.text(valueInWords(chart.unit, value, t).replace(/[^\x20-\x7e]/g, ""), x0, y0 + y - 5, {
        width: left - 6,
        align: "right",
        lineBreak: false,
      });
    for (const [at, { x, month }] of ends.entries())
      doc.text(month.slice(0, 7), x0 + x - (at === 0 ? 0 : 40), y0 + height - 14, {
        width: 60,
        align: at === 0 ? "left" : "right",
        lineBreak: false,
      });
  };
  add(root, doc.struct("Figure", { alt: t("report.chart", { name: chart.label }) }, draw));
  doc.x = margin;
  doc.y = y0 + height;
}

const tags = { h2: "H2", h3: "H3", p: "P", small: "P" } as const;
const looks = { h2: styles.heading, h3: { ...styles.heading, size: 11 }, p: styles.text, small: styles.small } as const;

function writeBlock(sheet: Sheet, block: Block, t: Translate): void {
  if (block.kind === "list") writeList(sheet, block.items);
  else if (block.kind === "table") writeTable(sheet, block);
  else if (block.kind === "chart") writeChart(sheet, block, t);
  else {
    const { kind, text } = block;
    const isHeading = kind === "h2" || kind === "h3";
    space(sheet, kind === "h2" ? 18 : isHeading ? 12 : 4, isHeading ? 70 : 0);
    add(
      sheet.root,
      sheet.doc.struct(tags[kind], {}, () => write(sheet, text, looks[kind])),
    );
  }
}

/** `page`: what stands at the foot of each page; the words of today where it is not given. */
type PdfAbout = {
  made: Date;
  register: string;
  t: Translate;
  page?: ((about: { page: number; pages: number }) => string) | undefined;
};

/**
 * The report as a tagged PDF (ISO 32000-1, 14.8), made here of the document alone: with the same document and moment the
 * same bytes. Headings, lists, tables with their header cells, and charts as figures with a text in their place.
 */
export async function reportAsPdf(
  { title, language, blocks }: ReportDocument,
  { made, register, t, page: pageWords }: PdfAbout,
): Promise<Buffer> {
  const sheet = newSheet({ language, subject: title, platformName: register, made });
  const { doc, root } = sheet;
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const isWhole = new Promise((resolve, reject) => doc.once("end", resolve).once("error", reject));
  add(
    root,
    doc.struct("H1", {}, () => write(sheet, title, styles.title)),
  );
  for (const block of blocks) writeBlock(sheet, block, t);
  root.end();
  numberPages(sheet, pageWords);
  doc.end();
  await isWhole;
  return Buffer.concat(chunks);
}
