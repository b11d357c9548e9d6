import type { Translate } from "@/lib/platform/letter.rules";
import { chartSize, drawn } from "./chart.rules";
import { type Block, type Chart, type ReportDocument, valueInWords } from "./report.rules";

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function svgOf(chart: Chart, t: Translate): string {
  const { width, height, left, right } = chartSize;
  const { dots, lines, bounds, scale, ends } = drawn(chart);
  const said = (value: number) => escaped(valueInWords(chart.unit, value, t));
  const label = escaped(t("report.chart", { name: chart.label }));
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">`,
    ...scale.map(
      ({ y, value }) =>
        `<line class="grid" x1="${left}" x2="${width - right}" y1="${y}" y2="${y}"/><text x="${left - 6}" y="${y + 4}" text-anchor="end">${said(value)}</text>`,
    ),
    ...bounds.map(
      ({ y }) => `<line class="bound" x1="${left}" x2="${width - right}" y1="${y}" y2="${y}" stroke-dasharray="5 4"/>`,
    ),
    ...lines.map((line) => `<polyline points="${line.map(({ x, y }) => `${x},${y}`).join(" ")}"/>`),
    ...dots.map(
      ({ x, y, month, value, isFinal }) =>
        `<circle cx="${x}" cy="${y}" r="3"${isFinal ? "" : ' class="running"'}><title>${escaped(month.slice(0, 7))}: ${said(value)}</title></circle>`,
    ),
    ...ends.map(
      ({ x, month }, at) =>
        `<text x="${x}" y="${height - 6}" text-anchor="${ends.length === 1 ? "middle" : at === 0 ? "start" : "end"}">${escaped(month.slice(0, 7))}</text>`,
    ),
    "</svg>",
  ].join("");
}

function htmlOf(block: Block, t: Translate): string {
  switch (block.kind) {
    case "h2":
    case "h3":
    case "p":
      return `<${block.kind}>${escaped(block.text)}</${block.kind}>`;
    case "small":
      return `<p class="small">${escaped(block.text)}</p>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join("")}</ul>`;
    case "chart":
      return `<figure>${svgOf(block, t)}</figure>`;
    case "table": {
      const head = block.head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join("");
      const rows = block.rows.map(([first = "", ...rest]) => {
        const cells = rest.map((cell) => `<td>${escaped(cell)}</td>`).join("");
        return `<tr><th scope="row">${escaped(first)}</th>${cells}</tr>`;
      });
      return `<table><caption>${escaped(block.caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
    }
  }
}

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.25}h2{margin-top:2.5rem}h3{margin-top:1.5rem}.small{font-size:.85rem}
table{border-collapse:collapse;width:100%}caption{text-align:start;padding:.25rem 0}th,td{border-bottom:1px solid currentColor;padding:.25rem .5rem;text-align:start;vertical-align:top;font-variant-numeric:tabular-nums}tbody th{font-weight:normal}
figure{margin:1rem 0}svg{width:100%;height:auto}svg text{font-size:11px;fill:currentColor}svg line,svg polyline{stroke:currentColor;fill:none}svg .grid{stroke-opacity:.25}svg circle{fill:currentColor;stroke:currentColor}svg .running{fill:Canvas}`;

/** The report as one page that needs nothing else: no script, nothing fetched, every text escaped. */
export function reportAsHtml({ title, language, blocks }: ReportDocument, t: Translate): string {
  return [
    `<!doctype html>`,
    `<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${escaped(title)}</title><style>${style}</style></head><body><main>`,
    `<h1>${escaped(title)}</h1>`,
    ...blocks.map((block) => htmlOf(block, t)),
    `</main></body></html>\n`,
  ].join("\n");
}
