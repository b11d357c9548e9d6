import { defaultLocale, type LetterLanguage } from "@/i18n/locales";
import checked from "./checked.json";
import { type Catalogue, type Messages, ownMessages } from "./load";

/**
 * What people concerned read, as the beginnings of keys: letters, receipts, their own pages, the public pages, and what
 * is around those.
 */
const letterKeys: readonly string[] = [
  "statement.",
  "addressee.",
  "traderMail.",
  "misuseLetters.",
  "misusePolicy.",
  "orderLetters.",
  "receipt.",
  "noticeMail.",
  "decisions.counted.",
  "decisions.versionLabel.",
  "decisions.cleared.",
  "site.skip",
  "site.nav.",
  "site.home.",
  "site.button.",
  "site.preferences.",
  "site.footer.",
  "site.notFound.",
  "site.public.",
  "common.theme.",
  "intake.track.",
  "intake.talk.",
  "intake.report.",
  "intake.categories.",
  "intake.tags.",
  "intake.relations.",
  "intake.sent.",
  "error.",
  "openFigures.",
  "researchers.",
  "failures.appeal_window_closed",
  "failures.appeal_already_filed",
  "failures.appeal_decision_undone",
  "failures.appeal_decision_reversed",
  "failures.appeal_empty",
  "failures.appeal_too_early",
  "failures.appeal_referral",
  "failures.appeal_cleared",
  "failures.appeal_too_many",
  "failures.attachment_too_many",
  "failures.attachment_too_large",
  "failures.attachments_too_large",
  "failures.attachment_kind",
  "failures.attachment_broken",
  "failures.required",
  "failures.too_long",
  "failures.not_found",
  "failures.invalid",
  "failures.too_many",
  "failures.not_one_of",
  "failures.not_email",
  "failures.good_faith_needed",
  "failures.location_scheme",
  "failures.location_unreadable",
  "failures.location_unknown",
  "failures.unknown_platform",
  "failures.control_characters",
  "failures.half_character",
  "failures.single_line",
  "failures.turned_around",
  "failures.media_address_",
  "failures.tracking_wrong",
];

/** How far one language of letters is: its sentences, those that it lacks, and which native speaker checked them. */
export type Coverage = {
  language: LetterLanguage;
  all: number;
  missing: string[];
  /** `on` is a day, YYYY-MM-DD. */
  checked: { by: string; on: string } | null;
};

/** Every sentence of a catalogue under its whole key. */
export function sentencesOf(messages: Messages): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (catalogue: Catalogue, path: string) => {
    for (const [key, value] of Object.entries(catalogue)) {
      if (typeof value === "string") found.set(`${path}${key}`, value);
      else walk(value, `${path}${key}.`);
    }
  };
  walk(messages, "");
  return found;
}

export function isOfLetters(key: string): boolean {
  return letterKeys.some((wanted) => (/[._]$/.test(wanted) ? key.startsWith(wanted) : key === wanted));
}

/** What a language has of what people concerned read, against English. What is missing is written in English. */
export function coverageOf(language: LetterLanguage): Coverage {
  const own = sentencesOf(ownMessages(language));
  const wanted = [...sentencesOf(ownMessages(defaultLocale)).keys()].filter(isOfLetters);
  return {
    language,
    all: wanted.length,
    missing: wanted.filter((key) => !own.has(key)),
    checked: checkedBy[language],
  };
}

/** Kept by hand in checked.json: who read a language's catalogue as a native speaker, and when; null until somebody did. */
const checkedBy: Record<LetterLanguage, Coverage["checked"]> = checked;
