import { listedParts, type MessagePart } from "./letter.rules";
import { stretchesOf } from "./typed-words.rules";

/** A letter as both parts of a mail (RFC 2046, 5.1.4): the same sentences twice, for any reader. */
export type MailText = { subject: string; body: string; html: string; language: string };

/** A letter as plain text: headings on their own line, one blank line between paragraphs. */
export function plainText(parts: readonly MessagePart[]): string {
  return parts.map((part) => [part.heading, ...part.paragraphs].filter(Boolean).join("\n\n")).join("\n\n\n");
}

const named: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
/** Text that stays text, whoever wrote it; characters that no document may hold are left out. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}]/gu, (sign) => ("\n\t".includes(sign) ? sign : ""))
    .replace(/[&<>"']/g, (sign) => named[sign] ?? "");
}

/** Printable ASCII without quotes and brackets of markup: a Chinese stop ends an address. */
const address = /(https?:\/\/[!#-&(-;=?-~]+)/;

function isOurs(text: string, ours: string): boolean {
  return URL.canParse(text) && new URL(text).origin === new URL(ours).origin;
}

/** Only addresses of ours lead somewhere, and show where: what people wrote is in a letter too. */
function withLinks(text: string, ours: string): string {
  return text
    .split(address)
    .map((piece, at) => {
      if (at % 2 === 0) return escaped(piece);
      const url = piece.replace(/[.,;:!?)\]]+$/, "");
      const rest = escaped(piece.slice(url.length));
      return isOurs(url, ours) ? `<a href="${escaped(url)}">${escaped(url)}</a>${rest}` : escaped(piece);
    })
    .join("")
    .replaceAll("\n", "<br />");
}

/** Words in another language carry it, so that they are read aloud as what they are. */
function marked(text: string, typed: MessagePart["typed"], ours: string): string {
  return stretchesOf(text, typed)
    .map(({ text: words, language }) =>
      language ? `<span lang="${escaped(language)}">${withLinks(words, ours)}</span>` : withLinks(words, ours),
    )
    .join("");
}

function section({ id, heading, paragraphs, typed }: MessagePart, ours: string): string {
  const isList = listedParts.includes(id) && paragraphs.length > 1;
  const lines = paragraphs.map((text) => marked(text, typed, ours));
  const written = isList
    ? `<ul>\n${lines.map((line) => `<li>${line}</li>`).join("\n")}\n</ul>`
    : lines.map((line) => `<p>${line}</p>`).join("\n");
  return [heading && `<h2>${escaped(heading)}</h2>`, written].filter(Boolean).join("\n");
}

/**
 * Both schemes say both colours, so that a reader's program has nothing to guess or turn round; one that drops styles
 * shows its own colours. Nothing is fetched: no font, no picture, and so nobody is told that it was opened.
 */
const style = [
  ":root{color-scheme:light dark}",
  "body{margin:0;padding:24px 16px;background:#ffffff;color:#1d1e20;font:16px/1.6 system-ui,-apple-system,'Segoe UI',Roboto,'PingFang SC','Noto Sans CJK SC',sans-serif}",
  ".letter{max-width:38em;margin:0 auto;overflow-wrap:anywhere}",
  "h1{font-size:20px;line-height:1.35}h2{font-size:16px;margin:28px 0 4px}p,ul{margin:8px 0}ul{padding-inline-start:20px}",
  "a{color:#0b4fc4}",
  "@media (prefers-color-scheme:dark){body{background:#1b1c1f;color:#ececee}a{color:#a3c5ff}}",
].join("\n");

function htmlOf(subject: string, parts: readonly MessagePart[], language: string, ours: string): string {
  return `<!DOCTYPE html>
<html lang="${escaped(language)}" dir="ltr">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width" />
<meta name="color-scheme" content="light dark" />
<meta name="supported-color-schemes" content="light dark" />
<title>${escaped(subject)}</title>
<style>
${style}
</style>
</head>
<body>
<div class="letter" lang="${escaped(language)}" dir="ltr">
<h1>${escaped(subject)}</h1>
${parts.map((part) => section(part, ours)).join("\n")}
</div>
</body>
</html>
`;
}

/**
 * A letter as a mail: text and HTML from the same parts (issue 5). All ten languages of letters are read from left to
 * right. `ours` is the product's own address: only addresses there become links.
 */
export function mailText(
  { subject, parts }: { subject: string; parts: readonly MessagePart[] },
  language: string,
  ours: string,
): MailText {
  return { subject, body: plainText(parts), html: htmlOf(subject, parts, language, ours), language };
}
