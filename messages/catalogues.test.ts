import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Messages as AnyMessages, createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import { type Catalogue, loadMessages, translatorFor } from "./load";

/** Every sentence of a language under its whole key. */
function sentences(locale: Locale): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (catalogue: Catalogue, path: string) => {
    for (const [key, value] of Object.entries(catalogue)) {
      if (typeof value === "string") found.set(`${path}${key}`, value);
      else walk(value, `${path}${key}.`);
    }
  };
  walk(loadMessages(locale), "");
  return found;
}

/** What a plural in English is a bare value in Chinese: both are given the same number. */
const kinds: Record<string, string> = { plural: "value", selectordinal: "value", number: "value", text: "value" };

/** ICU arguments as `name:kind`, through the branches of plurals and selects; tags as `<name>`. */
function argumentsOf(sentence: string): string[] {
  const found = new Set<string>();
  const read = (text: string) => {
    for (let at = 0; at < text.length; at++) {
      if (text[at] === "'" && /['{}<]/.test(text[at + 1] ?? "")) at = Math.max(at + 1, text.indexOf("'", at + 1));
      else if (text[at] === "{") {
        const end = closing(text, at);
        const [name = "", kind = "text", ...rest] = text.slice(at + 1, end).split(",");
        found.add(`${name.trim()}:${kinds[kind.trim()] ?? kind.trim()}`);
        const branches = rest.join(",");
        for (let from = branches.indexOf("{"); from >= 0; from = branches.indexOf("{", closing(branches, from))) {
          read(branches.slice(from + 1, closing(branches, from)));
        }
        at = end;
      }
    }
    for (const tag of text.matchAll(/<(\w+)>/g)) found.add(`<${tag[1]}>`);
  };
  read(sentence);
  return [...found].sort((first, second) => first.localeCompare(second));
}

/** Where the brace that opens at `from` closes. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}" && --depth === 0) return at;
  }
  throw new Error(`a brace is never closed: ${text}`);
}

function sampleValue(kind: string): string | number | Date {
  if (kind === "value") return 2;
  return ["date", "time"].includes(kind) ? new Date(0) : "other";
}

const others = locales.filter((locale) => locale !== "en");

test("every language has the same namespaces", () => {
  const folders = locales.map((locale) => readdirSync(join(import.meta.dirname, locale)).sort());
  for (const folder of folders) expect(folder).toEqual(folders[0]);
});

test.each(others)("%s has exactly the keys of English", (locale) => {
  expect(new Set(sentences(locale).keys())).toEqual(new Set(sentences("en").keys()));
});

test.each(others)("each sentence in %s takes the arguments of the English one", (locale) => {
  const theirs = sentences(locale);
  const different = [...sentences("en")]
    .filter(
      ([key, english]) =>
        theirs.has(key) && String(argumentsOf(theirs.get(key) ?? "")) !== String(argumentsOf(english)),
    )
    .map(([key, english]) => `${key}: ${argumentsOf(english)} but ${argumentsOf(theirs.get(key) ?? "")}`);
  expect(different).toEqual([]);
});

test.each(locales)("each sentence in %s can be written", (locale) => {
  const messages: AnyMessages = loadMessages(locale);
  const problems: string[] = [];
  const translate = createTranslator({
    locale,
    messages,
    timeZone: "UTC",
    onError: (problem) => problems.push(problem.message),
  });
  for (const [key, sentence] of sentences(locale)) {
    const values = argumentsOf(sentence).map((argument) =>
      argument.startsWith("<")
        ? [argument.slice(1, -1), (chunks: string) => chunks]
        : [argument.split(":")[0], sampleValue(argument.split(":")[1] ?? "")],
    );
    expect(translate.markup(key, Object.fromEntries(values)), key).not.toBe("");
  }
  expect(problems).toEqual([]);
});

test("no sentence of two words or more was left in English in the Chinese catalogue", () => {
  const chinese = sentences("zh-Hans");
  const left = [...sentences("en")]
    .filter(([, english]) => /[a-z]{2,} [a-z]{2,}/i.test(english.replace(/\{[^{}]*\}/g, "")))
    .filter(([key]) => !/\p{Script=Han}/u.test(chinese.get(key) ?? ""))
    .map(([key]) => key);
  expect(left).toEqual([]);
});

test("a letter that lacks a word or a value is not written at all", () => {
  const translate = translatorFor("en", "common");
  expect(translate("time.hoursAhead", { count: 3 })).toBe("in 3 h");
  expect(() => translate("time.hoursAhead")).toThrow();
  expect(() => translate("time.centuriesAhead", { count: 3 })).toThrow();
  expect(translate.has("time.centuriesAhead")).toBe(false);
});

test("someone whose language we lack is written to in English, and any Chinese in ours", () => {
  expect(translatorFor("pl", "common")("actions.close")).toBe("Close");
  expect(translatorFor("zh-TW", "common")("actions.close")).toBe("关闭");
});
