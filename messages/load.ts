import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Messages as AnyMessages, createTranslator } from "use-intl/core";
import { defaultLocale, isLocale, type LetterLanguage, letterLanguageOfTag } from "@/i18n/locales";
import { withElidedArticles } from "./elision.rules";

/** One namespace: nested keys down to ICU sentences. */
export type Catalogue = { [key: string]: string | Catalogue };
export type Messages = Record<string, Catalogue>;
/** Fills one sentence: `translate("subject", { reference })`; `has` asks whether there is one. */
export type Translate = {
  (key: string, values?: Record<string, string | number | Date>): string;
  has: (key: string) => boolean;
};

/** The folder of the catalogues: the app and the CLI run from the project's root; a test may run from elsewhere. */
function folder(): string {
  const fromRoot = join(/* turbopackIgnore: true */ process.cwd(), "messages");
  return existsSync(join(fromRoot, "en")) ? fromRoot : import.meta.dirname;
}

const loaded = new Map<LetterLanguage, Messages>();

/**
 * Every namespace of one language. A language of letters has words only for what people concerned read; each sentence
 * that it lacks is the English one. Works in the app, the CLI, the worker and tests.
 * @throws when a file is missing or is not JSON: a page without words is not served.
 */
export function loadMessages(language: LetterLanguage): Messages {
  const known = loaded.get(language);
  // While developing, an edited catalogue shows on the next request.
  if (known && process.env.NODE_ENV !== "development") return known;
  const own = ownMessages(language);
  const messages = isLocale(language) ? own : filled(own, ownMessages(defaultLocale));
  loaded.set(language, messages);
  return messages;
}

/** A catalogue with what it lacks taken from another, sentence by sentence. */
function filled<Kind extends Catalogue | Messages>(own: Catalogue, other: Kind): Kind {
  const entries = Object.entries(other).map(([key, words]) => {
    const ours = own[key];
    if (typeof words === "string") return [key, typeof ours === "string" ? ours : words];
    return [key, filled(typeof ours === "object" ? ours : {}, words)];
  });
  return Object.fromEntries(entries);
}

/** What one language itself has, by listing `messages/<language>/*.json`. */
export function ownMessages(language: LetterLanguage): Messages {
  const at = join(folder(), language);
  const files = readdirSync(at).filter((file) => file.endsWith(".json"));
  const messages: Messages = {};
  for (const file of files.sort())
    messages[file.slice(0, -".json".length)] = JSON.parse(readFileSync(join(at, file), "utf8"));
  return messages;
}

/**
 * Sentences for what is written outside a page: mails, statements, problems of the API, the CLI.
 * `locale` may be any language tag; one that we have no catalogue for is written in English.
 * @throws when a key or an argument is missing, so that a half-written letter is never sent.
 */
export function translatorFor(locale: string, namespace?: string): Translate {
  const ours = letterLanguageOfTag(locale) ?? defaultLocale;
  return translatorOf(ours, loadMessages(ours), namespace);
}

/**
 * The same out of sentences that were kept apart from the catalogue, such as those sealed with a report.
 * @throws when a key or an argument is missing
 */
export function translatorOf(ours: LetterLanguage, messages: AnyMessages, namespace?: string): Translate {
  const translate = createTranslator({
    locale: ours,
    messages,
    ...(namespace === undefined ? {} : { namespace }),
    timeZone: "UTC",
    onError(problem) {
      throw problem;
    },
  });
  const sentence = (key: string, values?: Record<string, string | number | Date>) =>
    ours === "it" ? withElidedArticles(translate(key, values), values) : translate(key, values);
  return Object.assign(sentence, { has: (key: string) => translate.has(key) });
}

/** Namespaces that only the server reads; the desk does not send them to the browser. */
const serverOnly: readonly string[] = [
  "addressee",
  "error",
  "languages",
  "misuseLetters",
  "misusePolicy",
  "noticeMail",
  "openFigures",
  "orderLetters",
  "receipt",
  "site",
  "statement",
];

/** What the desk's client components may need. */
export function clientMessages(locale: LetterLanguage): Messages {
  return Object.fromEntries(
    Object.entries(loadMessages(locale)).filter(([namespace]) => !serverOnly.includes(namespace)),
  );
}
