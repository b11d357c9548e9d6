import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Messages as AnyMessages, createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { isLocale, type LetterLanguage, letterLanguages, locales } from "@/i18n/locales";
import { coverageOf, isOfLetters, sentencesOf } from "./coverage";
import { loadMessages, ownMessages, translatorFor } from "./load";

/** Every sentence that a language itself has, under its whole key. */
const sentences = (language: LetterLanguage) => sentencesOf(ownMessages(language));

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
const ofLetters = letterLanguages.filter((language) => !isLocale(language));

test("every language has the same namespaces", () => {
  const folders = locales.map((locale) => readdirSync(join(import.meta.dirname, locale)).sort());
  for (const folder of folders) expect(folder).toEqual(folders[0]);
});

test.each(others)("%s has exactly the keys of English", (locale) => {
  expect(new Set(sentences(locale).keys())).toEqual(new Set(sentences("en").keys()));
});

test.each([...others, ...ofLetters])("each sentence in %s takes the arguments of the English one", (locale) => {
  const theirs = sentences(locale);
  const different = [...sentences("en")]
    .filter(
      ([key, english]) =>
        theirs.has(key) && String(argumentsOf(theirs.get(key) ?? "")) !== String(argumentsOf(english)),
    )
    .map(([key, english]) => `${key}: ${argumentsOf(english)} but ${argumentsOf(theirs.get(key) ?? "")}`);
  expect(different).toEqual([]);
});

test.each(letterLanguages)("each sentence in %s can be written", (locale) => {
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

test.each(ofLetters)(
  "letters in %s lack no sentence, and the catalogue holds nothing that nobody reads",
  (language) => {
    const { missing, all } = coverageOf(language);
    console.info(`${language}: ${all - missing.length} of ${all} sentences of letters`);
    expect(missing).toEqual([]);
    const english = sentences("en");
    expect([...sentences(language).keys()].filter((key) => !english.has(key) || !isOfLetters(key))).toEqual([]);
  },
);

/** The branches of every plural in a sentence: "one few many other". */
function pluralsOf(sentence: string): { isOrdinal: boolean; branches: string[] }[] {
  return [...sentence.matchAll(/\{\w+, (plural|selectordinal), /g)].map((found) => {
    const whole = sentence.slice(found.index, closing(sentence, found.index));
    const branches = [...whole.matchAll(/(?:^|[\s}])(=\d+|zero|one|two|few|many|other) \{/g)].map(
      ([, name]) => name ?? "",
    );
    return { isOrdinal: found[1] === "selectordinal", branches };
  });
}

test.each(letterLanguages)("every plural of letters in %s has each form that its numbers take", (language) => {
  const formsOf = (type: "cardinal" | "ordinal") => {
    const rules = new Intl.PluralRules(language, { type });
    return [...new Set(Array.from({ length: 201 }, (_, number) => rules.select(number))), "other"];
  };
  const ofLetters = [...sentences(language)].filter(([key]) => isOfLetters(key));
  const wrong = ofLetters.flatMap(([key, sentence]) =>
    pluralsOf(sentence)
      .filter(({ isOrdinal, branches }) =>
        formsOf(isOrdinal ? "ordinal" : "cardinal").some((form) => !branches.includes(form)),
      )
      .map(({ branches }) => `${key}: ${branches}`),
  );
  expect(wrong).toEqual([]);
});

test.each([
  [1, "dodaje 1 punkt karny."],
  [3, "dodaje 3 punkty karne."],
  [5, "dodaje 5 punktów karnych."],
  [12, "dodaje 12 punktów karnych."],
  [22, "dodaje 22 punkty karne."],
])("a Polish letter counts %i penalty points as Polish does", (added, words) => {
  expect(translatorFor("pl", "statement")("record.points", { added, total: 30 })).toContain(words);
});

test("a language that lacks a sentence gives the English one, and the list of what is missing names it", () => {
  const whole = ownMessages("en");
  expect(loadMessages("pl").queue).toEqual(whole.queue);
  expect(loadMessages("pl").statement).toEqual(ownMessages("pl").statement);
  expect(translatorFor("pl", "common")("actions.close")).toBe("Close");
  expect(translatorFor("pl", "common")("theme.dark")).toBe("Ciemne");
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
  expect(translatorFor("da", "common")("actions.close")).toBe("Close");
  expect(translatorFor("zh-SG", "common")("actions.close")).toBe("关闭");
});
