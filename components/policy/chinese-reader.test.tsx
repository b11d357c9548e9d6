import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import type { Locale } from "@/i18n/locales";
import { builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import type { PolicyPack } from "@/lib/policy/contract";
import type { Reading } from "@/lib/policy/library.contract";
import { platformShown, readingOn } from "@/lib/policy/library.rules";
import { loadMessages } from "@/messages/load";
import { ClauseElsewhere } from "./clause-elsewhere";
import { PlatformOverview } from "./platform-overview";
import { Reader } from "./reader";

const today = "2026-11-27";

function shown(locale: Locale, page: React.ReactNode): string {
  const messages = loadMessages(locale);
  const html = renderToString(
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC" now={new Date(`${today}T00:00:00Z`)}>
      {page}
    </NextIntlClientProvider>,
  );
  // A text that React puts together from several values has comments between them.
  return html.replaceAll("<!-- -->", "");
}

/** Our own keywords in English, which are searched for as they are, stand in a list that says so. */
const keywords = /<ul class="flex flex-wrap gap-1">.*?<\/ul>/gs;

/** What somebody would have to read in English: marked so, or words in a row that are no name and no reference. */
function english(html: string): string[] {
  const rest = html.replaceAll(keywords, "");
  const marked = rest.match(/<[^>]*\blang="en"[^>]*>[^<]*/g) ?? [];
  const texts = rest.split(/<[^>]*>/);
  return [
    ...marked,
    ...texts.filter((text) => /[a-z]{2,} [a-z]{2,}|(?:[A-Za-z]{2,} ){2}[A-Za-z]{2,}|[A-Z]+_[A-Z]/.test(text)),
  ];
}

/** Every document on a day of each of its versions, whole. */
function documentsOf(pack: PolicyPack): Reading[] {
  return pack.versions.flatMap((version) =>
    version.documents.map((document) =>
      readingOn(pack, { day: version.effectiveFrom ?? version.effectiveTo ?? today, document }, today),
    ),
  );
}

/** The page of every clause that says something which its document's page does not: its measures and facts. */
function clausesOf(pack: PolicyPack): Reading[] {
  return pack.clauses.map((clause) => {
    const version = pack.versions.find(({ id }) => clause.versions.includes(id));
    return readingOn(pack, { day: version?.effectiveFrom ?? version?.effectiveTo ?? today, ref: clause.ref }, today);
  });
}

test.each(builtInPlatforms)("%s: whoever reads the rules in Chinese meets no English sentence", (slug) => {
  const pack = readBuiltInPack(slug);
  const platform = platformShown(pack, today);
  const overview = shown("zh-Hans", <PlatformOverview platform={platform} drafts={[]} />);
  expect(overview).toMatch(/\p{Script=Han}/u);
  expect(english(overview)).toEqual([]);
  for (const reading of documentsOf(pack))
    expect(english(shown("zh-Hans", <Reader reading={reading} kept={{}} />))).toEqual([]);
});

test.each(builtInPlatforms)("%s: nor on the page of any clause, with its measures and facts", (slug) => {
  const seen = new Set<string>();
  for (const reading of clausesOf(readBuiltInPack(slug))) {
    // The section around it was read with its document: only the chosen clause is new.
    const own = {
      ...reading,
      outline: [],
      clauses: reading.clauses.filter(({ ref }) => ref === reading.selected?.ref),
    };
    for (const text of english(shown("zh-Hans", <Reader reading={own} kept={{}} />))) seen.add(text);
  }
  expect([...seen]).toEqual([]);
});

test("a version is named by its label in the reader's language, not by its code", () => {
  const pack = readBuiltInPack("wechat");
  const platform = platformShown(pack, today);
  const [version] = platform.timeLines.flatMap(({ versions }) => versions).filter(({ ref }) => ref === "cg-undated");
  if (!version) throw new Error("the guidelines have no version");
  const page = <ClauseElsewhere found="elsewhere" platform={platform} version={version} clause="AUP 2" versions={[]} />;
  const textIn = (locale: Locale) => shown(locale, page).replaceAll(/<[^>]*>/g, "");
  expect(textIn("en")).toContain("The version “Community Guidelines, undated” has no such clause");
  expect(textIn("zh-Hans")).toContain("版本“社区准则，未注明日期”没有此条款");
  expect(textIn("en") + textIn("zh-Hans")).not.toContain("cg-undated");
});

test("words that nobody translated stay English and are marked so, and the test above would find them", () => {
  const pack = readBuiltInPack("alibaba");
  const versions = pack.versions.map((version) => ({ ...version, zh: null }));
  const reading = readingOn({ ...pack, versions }, { day: today }, today);
  const html = shown("zh-Hans", <Reader reading={reading} kept={{}} />);
  expect(html).toContain('<span lang="en">Revised Section II</span>');
  expect(english(html).join()).toContain("Revised Section II");
});
