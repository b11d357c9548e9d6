import { expect, test } from "vitest";
import { builtInMatcher } from "./built-in.store";
import { languageOf } from "./language.rules";
import { match } from "./match.rules";
import { normalise } from "./normalise.rules";

const read = (text: string) => languageOf(normalise(text).text, text);

test.each([
  ["Turkish", "Casino bonus kazan, hemen üye ol"],
  ["Turkish, typed without its letters", "Bedava bahis icin hemen kayit ol"],
  ["Turkish, by its letters alone", "Kaçak sigara satışı, güvenilir satıcı"],
  ["Dutch", "Kom naar het casino, gratis bonus 100 euro"],
  ["Dutch", "Nieuwe telefoon te koop, geen doos"],
  ["Dutch, with a word that English has too", "Dit is namaak, ik wil mijn geld terug"],
  ["Polish", "Darmowy bonus, zarejestruj się teraz"],
  ["Polish", "Sprzedam podróbki zegarków, wysyłka gratis"],
  ["Swedish", "Vinn pengar på casino, det är gratis"],
  ["Danish", "Spil på nettet og få 100 kr ekstra"],
  ["Indonesian", "Daftar sekarang dan menang hadiah"],
  ["Vietnamese", "Đánh bạc trực tuyến, nạp tiền ngay"],
  ["Spanish, by one small word", "Nunca llegó"],
  ["Finnish, by one small word", "Halpa polkupyörä"],
  ["Swahili, typed as it is", "Bei nzuri sana"],
  ["Tagalog", "Salamat po, ang ganda"],
  ["Croatian", "Prodajem cipele"],
  ["Spanish", "Bolsos falsos de diseñador, envío rápido"],
])("a short text in %s is read as another language than English: %s", (_, text) => {
  expect(read(text)).toBe("other");
});

test.each([
  "Master bedroom with en suite and a view",
  "Welcome, mi casa su casa",
  "New café open daily, try our crème brûlée",
  "Fresh jalapeño seeds, low price",
  "Smörgåsbord catering in Malmö",
  "Cheap Erdoğan poster",
  "Los Angeles and Las Vegas flights",
  "Résumé and cover letter writing",
  "Louis Vuitton and Hermès and Chloé replicas, DM me",
  "c\u00e0s\u00edn\u00f6 b\u00f8n\u016bs fr\u00eb\u00e9 sp\u0129ns",
  "CASINO BONUS 100",
  "Tesla Model Y mats",
  "b.u.y  f0llowers & l1kes, 1k 4 2 d0llars",
  "Merci chocolates",
  "Casa Nova candles",
])("an English text keeps its language beside what it borrowed: %s", (text) => {
  expect(read(text)).toBe("en");
});

test("what is read in another language is answered with the mark, and not with confidence", () => {
  const matcher = builtInMatcher("wechat");
  if (!matcher) throw new Error("no matcher");
  for (const text of ["Casino bonus kazan, hemen üye ol", "Kom naar het casino, gratis bonus 100 euro"]) {
    const { notes, confident, matches } = match(matcher, { platform: "wechat", text }, new Date("2024-03-01"));
    expect([notes.includes("language-not-covered"), confident], text).toEqual([true, false]);
    expect(matches[0]?.ref, "the loan word still counts").toContain("Gambling");
  }
});
