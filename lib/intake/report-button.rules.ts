import type { LetterLanguage } from "@/i18n/locales";

/** A link, or a form of one button; both work without script, and neither loads anything from here. */
export const buttonLooks = ["link", "form"] as const;
export type ButtonLook = (typeof buttonLooks)[number];

/** What the platform's own template puts the content's address in the place of; in a link it must encode it as a query. */
export const addressMark = "CONTENT_ADDRESS";

export type ReportButton = {
  /** The product's own address, without a slash at the end. */
  ours: string;
  platform: string;
  language: LetterLanguage;
  label: string;
  look: ButtonLook;
};

const named: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => named[sign] ?? "");

/** Where a report of one address on a platform begins, with both filled in; `lang`: what the label promises. */
export function reportLink(ours: string, platform: string, location: string, lang?: LetterLanguage): string {
  return `${ours}/report?${new URLSearchParams({ platform, location, ...(lang ? { lang } : {}) })}`;
}

/**
 * The piece of HTML that a platform puts beside its content (DSA Art. 16(1): easy to access, by electronic means alone).
 * It carries no style and no script: it looks like the page it stands on, and tells us nothing until it is pressed.
 */
export function reportSnippet({ ours, platform, language, label, look }: ReportButton): string {
  const [lang, words] = [escaped(language), escaped(label)];
  if (look === "link")
    return `<a href="${escaped(reportLink(ours, platform, addressMark, language))}" lang="${lang}" rel="nofollow">${words}</a>`;
  return [
    `<form action="${escaped(ours)}/report" method="get" lang="${lang}">`,
    `  <input type="hidden" name="platform" value="${escaped(platform)}">`,
    `  <input type="hidden" name="location" value="${addressMark}">`,
    `  <input type="hidden" name="lang" value="${lang}">`,
    `  <button type="submit">${words}</button>`,
    "</form>",
  ].join("\n");
}
