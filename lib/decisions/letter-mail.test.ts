import { expect, test } from "vitest";
import { letterLanguages } from "@/i18n/locales";
import { mailText } from "@/lib/platform/letter-mail.rules";
import { translatorFor } from "@/messages/load";
import { affected } from "@/test/statement-example";
import { composeStatement } from "./statement.rules";

const ours = "https://desk.moderation.eu";
const signs: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const unescaped = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => signs[name] ?? "");

type Tag = { name: string; attributes: Record<string, string> };

/** What a reader's program finds: each tag with its attributes, and the texts between them. Fails at what is no markup. */
function parsed(html: string): { tags: Tag[]; texts: string[] } {
  const tags: Tag[] = [];
  const texts: string[] = [];
  const open: string[] = [];
  for (const [whole, text, slash, name = "", inside = ""] of html.matchAll(
    /([^<]+)|<(\/?)(!?[a-zA-Z][a-zA-Z0-9]*)([^<>]*)>/g,
  )) {
    if (text !== undefined) {
      if (text.trim() !== "" && open.at(-1) !== "style") texts.push(unescaped(text));
      continue;
    }
    if (slash) {
      expect([whole, open.pop()]).toEqual([whole, name]);
      continue;
    }
    const attributes = Object.fromEntries(
      [...inside.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, unescaped(value)]),
    );
    tags.push({ name, attributes });
    if (!inside.trimEnd().endsWith("/") && name !== "!DOCTYPE") open.push(name);
  }
  expect(open).toEqual([]);
  expect(html.replace(/[^<]+|<[^<>]*>/g, "")).toBe("");
  return { tags, texts };
}

const letterIn = (language: (typeof letterLanguages)[number], about: Partial<typeof affected> = {}) =>
  mailText(composeStatement({ ...affected, ...about, language }, translatorFor(language, "statement")), language, ours);
const withoutSpace = (text: string) => text.replace(/\s+/g, "");

test.each(letterLanguages)(
  "the HTML of a statement in %s holds every sentence of its text, its language and its direction",
  (language) => {
    const { subject, body, html } = letterIn(language);
    const { tags, texts } = parsed(html);
    expect(tags.find(({ name }) => name === "html")?.attributes).toEqual({ lang: language, dir: "ltr" });
    const read = withoutSpace(texts.join(""));
    for (const line of [subject, ...body.split("\n").filter(Boolean)]) expect(read).toContain(withoutSpace(line));
    // Nothing is told in one of the two alone: the title stands twice, as the document's and as the heading.
    expect(read).toBe(withoutSpace(subject + subject + body));
  },
);

test("what people wrote stays text: no tag, no attribute and no link comes of it", () => {
  const hostile = `</p><script>alert(1)</script><img src=x onerror="alert(1)"> "><a href='https://evil.example/?q=1'>click</a> &lt;b&gt; \u0000\u001b[31m https://evil.example/login http://desk.moderation.eu.evil.example/decision/x`;
  const clean = parsed(letterIn("en").html);
  const { subject, html } = letterIn("en", { facts: hostile, platformName: `<b>Shop</b> & "Co"` });
  const { tags, texts } = parsed(html);
  const kinds = (all: Tag[]) => [...new Set(all.map(({ name }) => name))].toSorted((a, b) => a.localeCompare(b));
  expect(kinds(tags)).toEqual(kinds(clean.tags));
  const read = texts.join("\n");
  expect(read).toContain(`<script>alert(1)</script><img src=x onerror="alert(1)">`);
  expect(read).toContain("&lt;b&gt;");
  expect(read).toContain("https://evil.example/login");
  expect(subject).toContain("<b>Shop</b>");
  expect(texts[0]).toBe(subject);
  expect(html).not.toMatch(/(?!\n)\p{Cc}/u);
  const links = tags.flatMap(({ name, attributes }) => (name === "a" ? (attributes.href ?? "") : []));
  expect(links.filter((link) => link.includes("evil"))).toEqual([]);
});

test("a link leads to this desk alone, shows its own address, and a full stop behind it is no part of it", () => {
  const of = (text: string) =>
    mailText({ subject: "S", parts: [{ id: "next", heading: "H", paragraphs: [text] }] }, "zh-Hans", ours).html;
  expect(of(`在这里申诉：${ours}/decision/abc_-1/appeal?x=1&y=2。谢谢`)).toContain(
    `<a href="${ours}/decision/abc_-1/appeal?x=1&amp;y=2">${ours}/decision/abc_-1/appeal?x=1&amp;y=2</a>。谢谢`,
  );
  expect(of(`Follow it at ${ours}/notice/N-1.`)).toContain(`>${ours}/notice/N-1</a>.</p>`);
  expect(of(`${ours}@evil.example/ ${ours}.evil.example/`)).not.toContain("<a ");
});

test("nothing is fetched and nothing tells that a letter was opened: no picture, font, script, frame or address but links", () => {
  for (const language of letterLanguages) {
    const { tags } = parsed(letterIn(language).html);
    const { html } = letterIn(language);
    expect(
      tags.filter(({ name }) => ["img", "script", "link", "iframe", "object", "video", "base", "form"].includes(name)),
    ).toEqual([]);
    expect(
      tags
        .flatMap(({ attributes }) => Object.keys(attributes))
        .filter((key) => /^(src|srcset|background|on.*|style)$/.test(key)),
    ).toEqual([]);
    expect(html).not.toMatch(/url\(|@import|@font-face/);
  }
});

/** Contrast of two colours (WCAG 2.2). */
function contrast(one: string, other: string): number {
  const light = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [high = 0, low = 0] = [light(one), light(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

test("in the light and in the dark both colours are said, text at least 7:1 and links at least 4.5:1", () => {
  const { html } = letterIn("en");
  expect(html).toContain('<meta name="color-scheme" content="light dark" />');
  const [light = "", dark = ""] = html.split("@media (prefers-color-scheme:dark)");
  for (const scheme of [light, dark]) {
    const background = /background:(#[0-9a-f]{6})/.exec(scheme)?.[1] ?? "";
    const text = /[;{]color:(#[0-9a-f]{6})/.exec(scheme.slice(scheme.indexOf("body{")))?.[1] ?? "";
    const link = /a\{color:(#[0-9a-f]{6})/.exec(scheme)?.[1] ?? "";
    expect(contrast(text, background)).toBeGreaterThanOrEqual(7);
    expect(contrast(link, background)).toBeGreaterThanOrEqual(4.5);
  }
});

test("the HTML is small: at most 3 kB besides twice the letter", () => {
  for (const language of letterLanguages) {
    const { body, html } = letterIn(language);
    expect(Buffer.byteLength(html)).toBeLessThan(2 * Buffer.byteLength(body) + 3_000);
  }
});
