import { namesOf } from "@/i18n/formats";
import type { LetterLanguage } from "@/i18n/locales";
import type { HarmClass } from "./harm.rules";
import { isChinese } from "./letter.rules";
import { type ClauseFound, isOfIntimateImages, isOfSelfHarm } from "./subject.rules";

export const helpTopics = ["self_harm", "intimate_images", "child_abuse"] as const;
export type HelpTopic = (typeof helpTopics)[number];
/** One place to turn to, as it is told. */
export type Help = {
  label: { en: string; hans: string; hant?: string | undefined };
  /** ISO 3166-1 code; null: wherever the reader is. */
  country: string | null;
  /** Language tags of what is spoken there; empty where nobody said. */
  languages: readonly string[];
  phone: string | null;
  url: string | null;
};
/** The same as an admin named it (table `help_resources`). */
export type OwnHelp = Omit<Help, "label"> & { organisation: string; topics: readonly string[] };
type Directory = { topic: HelpTopic; label: Help["label"]; url: string };

/**
 * Where people find help (REQUIREMENTS Q88): directories kept by those who run or certify the lines, each by country. No
 * number of a line stands here: numbers change, and these pages know the one where the reader lives.
 */
export const helpDirectories: readonly Directory[] = [
  {
    topic: "self_harm",
    label: {
      en: "Helplines by country (Find A Helpline)",
      hans: "各国心理援助热线（Find A Helpline）",
      hant: "各國心理援助熱線（Find A Helpline）",
    },
    url: "https://findahelpline.com",
  },
  {
    topic: "self_harm",
    label: {
      en: "Crisis centres by country (International Association for Suicide Prevention)",
      hans: "各国危机干预中心（国际自杀预防协会）",
      hant: "各國危機干預中心（國際自殺防治協會）",
    },
    url: "https://www.iasp.info/crisis-centres-helplines/",
  },
  {
    topic: "intimate_images",
    label: {
      en: "Stop the spread of intimate images (StopNCII)",
      hans: "阻止私密影像传播（StopNCII）",
      hant: "阻止私密影像傳播（StopNCII）",
    },
    url: "https://stopncii.org",
  },
  {
    topic: "intimate_images",
    label: {
      en: "Images from before the age of 18: Take It Down (NCMEC)",
      hans: "未满 18 岁时的影像：Take It Down（NCMEC）",
      hant: "未滿 18 歲時的影像：Take It Down（NCMEC）",
    },
    url: "https://takeitdown.ncmec.org",
  },
  {
    topic: "child_abuse",
    label: {
      en: "Report child abuse material (INHOPE hotlines)",
      hans: "举报儿童性侵害内容（INHOPE 热线）",
      hant: "舉報兒童性侵害內容（INHOPE 熱線）",
    },
    url: "https://www.inhope.org",
  },
];

/** What clauses and harm classes are about, as far as there is help for it. By our own category, not the platform's words. */
export function helpTopicsFor(clauses: readonly ClauseFound[], harms: readonly HarmClass[]): HelpTopic[] {
  const categories = new Set(clauses.map(({ editorial }) => editorial.dsaCategory));
  const found: Record<HelpTopic, boolean> = {
    self_harm: harms.includes("self_harm") || clauses.some(isOfSelfHarm),
    intimate_images: clauses.some(isOfIntimateImages),
    child_abuse: harms.includes("child_abuse") || categories.has("STATEMENT_CATEGORY_PROTECTION_OF_MINORS"),
  };
  return helpTopics.filter((topic) => found[topic]);
}

/**
 * Where there is help for these topics, each place once. The desk's own come first: those for the reader's country, and where
 * that is not known (`country` null) those of every country. A built-in directory stays for a topic until one of the desk's
 * own is sure to be for this reader: of their country, or of all.
 */
export function helpFor(
  topics: readonly HelpTopic[],
  own: readonly OwnHelp[] = [],
  country: string | null = null,
): Help[] {
  const found = topics.flatMap((topic) => {
    const mine = own.filter(
      (one) => one.topics.includes(topic) && (country === null || one.country === null || one.country === country),
    );
    const isAnswered = mine.some((one) => one.country === null || one.country === country);
    return [...mine, ...(isAnswered ? [] : helpDirectories.filter((one) => one.topic === topic))];
  });
  return [...new Set(found)].map(asTold);
}

function asTold(one: OwnHelp | Directory): Help {
  if (!("organisation" in one)) return { label: one.label, country: null, languages: [], phone: null, url: one.url };
  const { organisation, country, languages, phone, url } = one;
  return { label: { en: organisation, hans: organisation, hant: organisation }, country, languages, phone, url };
}

/** One place in a reader's words: who it is, with its country and languages, and how it is reached. */
export function helpInWords(help: Help, language: LetterLanguage): { label: string; reach: string } {
  const isHans = isChinese(language);
  const inChinese = language === "zh-Hant" ? (help.label.hant ?? help.label.hans) : help.label.hans;
  const about = [
    ...(help.country ? [countryName(help.country, language)] : []),
    ...help.languages.map((tag) => nameIn(tag, "language", language)),
  ].join(isHans ? "、" : ", ");
  const name = isHans ? inChinese : help.label.en;
  const label = about === "" ? name : isHans ? `${name}（${about}）` : `${name} (${about})`;
  return { label, reach: [help.phone, help.url].filter((way) => way !== null).join(isHans ? "，" : ", ") };
}

export function countryName(code: string, language: LetterLanguage): string {
  return nameIn(code, "region", language);
}

function nameIn(code: string, type: "region" | "language", language: LetterLanguage): string {
  return namesOf(language, { type, languageDisplay: "standard" }).of(code) ?? code;
}
