import { expect, test } from "vitest";
import { type LetterLanguage, letterLanguages } from "@/i18n/locales";
import { builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import { translatorFor } from "@/messages/load";
import { documentTitle, inLanguage, titleInLetter } from "./localised.rules";

const pack = readBuiltInPack("taobao-weitao");
const titled = (ref: string, language: LetterLanguage) => {
  const clause = pack.clauses.find((one) => one.ref === ref);
  if (!clause) throw new Error(`no ${ref}`);
  return titleInLetter(pack, clause, language, translatorFor(language, "decisions"));
};

test("a row of the penalty table is called by its title where we hold it in the reader's language, else a row of that table", () => {
  const held = Object.fromEntries(letterLanguages.map((language) => [language, titled("Table.6", language)]));
  expect(held).toEqual({
    en: "Content from outside the Taobao family",
    "zh-Hans": pack.clauses.find(({ ref }) => ref === "Table.6")?.titleZh?.hans,
    "zh-Hant": pack.clauses.find(({ ref }) => ref === "Table.6")?.titleZh?.hant,
    de: "Zeile 6 der Maßnahmentabelle",
    fr: "ligne 6 du tableau des sanctions",
    es: "fila 6 de la tabla de sanciones",
    it: "riga 6 della tabella delle sanzioni",
    nl: "rij 6 van de sanctietabel",
    pl: "wiersz 6 tabeli kar",
    pt: "linha 6 da tabela de sanções",
  });
});

test("an item within a row is called by its row, and an article by its title in the language that we hold", () => {
  expect(titled("Table.5.7", "de")).toBe("Zeile 5 der Maßnahmentabelle");
  expect(titled("v2.Art.5(2)", "de")).toBe("Untrue information");
});

test.each(builtInPlatforms)("no letter calls a document of %s by a note of ours", (slug) => {
  const rules = readBuiltInPack(slug);
  const names = rules.documents.flatMap(({ id }) =>
    letterLanguages.map((language) => inLanguage(documentTitle(rules, id), language)),
  );
  expect(names.filter((name) => /[(（]|only|version|quoted/i.test(name))).toEqual([]);
});

test.each(builtInPlatforms)(
  "no letter names a clause of %s with our mark for a collection's opening clause",
  (slug) => {
    const rules = readBuiltInPack(slug);
    const titles = rules.clauses.flatMap((clause) =>
      letterLanguages.map((language) => titleInLetter(rules, clause, language, translatorFor(language, "decisions"))),
    );
    expect(titles.filter((title) => /\(general\)|[总總][则則][）)]/iu.test(title))).toEqual([]);
    expect(titles.filter((title) => title.trim() === "")).toEqual([]);
  },
);

test("only the mark is left out of a title, and only where it is ours", () => {
  const wechat = readBuiltInPack("wechat");
  const [clause] = wechat.clauses.filter(({ ref }) => ref === "CG/Spam");
  if (!clause) throw new Error("no CG/Spam");
  const named = (change: Partial<typeof clause>, language: LetterLanguage = "en") =>
    titleInLetter(wechat, { ...clause, ...change }, language, translatorFor(language, "decisions"));
  expect(named({})).toBe("Spam");
  expect(named({}, "zh-Hans")).toBe("垃圾信息");
  expect(named({ title: "Interaction with a child (grooming)" })).toBe("Interaction with a child (grooming)");
  expect(named({ title: "Officers (General)" })).toBe("Officers (General)");
  expect(named({ title: "Spam" }, "zh-Hans")).toBe("垃圾信息（总则）");
});
