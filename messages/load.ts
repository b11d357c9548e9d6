import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Messages as AnyMessages, createTranslator } from "use-intl/core";
import { defaultLocale, isLocale, type Locale, localeOfTag } from "@/i18n/locales";

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

const loaded = new Map<Locale, Messages>();

/**
 * Every namespace of one language, by listing `messages/<locale>/*.json`. Works in the app, the CLI, the worker and tests.
 * @throws when a file is missing or is not JSON: a page without words is not served.
 */
export function loadMessages(locale: Locale): Messages {
  const known = loaded.get(locale);
  // While developing, an edited catalogue shows on the next request.
  if (known && process.env.NODE_ENV !== "development") return known;
  const at = join(folder(), locale);
  const files = readdirSync(at).filter((file) => file.endsWith(".json"));
  const messages: Messages = {};
  for (const file of files.sort())
    messages[file.slice(0, -".json".length)] = JSON.parse(readFileSync(join(at, file), "utf8"));
  loaded.set(locale, messages);
  return messages;
}

/**
 * Sentences for what is written outside a page: mails, statements, problems of the API, the CLI.
 * `locale` may be any language tag; one that we have no catalogue for is written in English.
 * @throws when a key or an argument is missing, so that a half-written letter is never sent.
 */
export function translatorFor(locale: string, namespace?: string): Translate {
  const ours = isLocale(locale) ? locale : (localeOfTag(locale) ?? defaultLocale);
  const messages: AnyMessages = loadMessages(ours);
  const translate = createTranslator({
    locale: ours,
    messages,
    ...(namespace === undefined ? {} : { namespace }),
    timeZone: "UTC",
    onError(problem) {
      throw problem;
    },
  });
  const sentence = (key: string, values?: Record<string, string | number | Date>) => translate(key, values);
  return Object.assign(sentence, { has: (key: string) => translate.has(key) });
}

/** Namespaces that only the server reads; the desk does not send them to the browser. */
const serverOnly: readonly string[] = ["addressee", "error", "receipt", "site", "statement"];

/** What the desk's client components may need. */
export function clientMessages(locale: Locale): Messages {
  return Object.fromEntries(
    Object.entries(loadMessages(locale)).filter(([namespace]) => !serverOnly.includes(namespace)),
  );
}
