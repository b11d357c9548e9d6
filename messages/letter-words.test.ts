import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { letterLanguages } from "@/i18n/locales";
import { coverageOf, isOfLetters, sentencesOf } from "./coverage";
import { ownMessages } from "./load";

const root = join(import.meta.dirname, "..");
const english = [...sentencesOf(ownMessages("en")).keys()];

/** Written to people of the desk or to bodies outside in a language of the desk: no letter to a person concerned. */
const ofDesk = new Set(["database", "commitments", "flaggers.letter"]);

/** Every `words(language, "namespace")` of the code, the first argument being the language of whoever reads it. */
function readByAddressees(): { file: string; namespace: string; key: string | null }[] {
  const files = readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" });
  const call = /(?:translatorFor|wordsOf|words)\((?:\w+\.)*language, "([\w.]+)"\)(?:\(\s*"([\w.]+)")?/g;
  return files
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .flatMap((file) =>
      [...readFileSync(join(root, "lib", file), "utf8").matchAll(call)].map(([, namespace = "", key]) => {
        return { file, namespace, key: key ?? null };
      }),
    )
    .filter(({ namespace }) => !ofDesk.has(namespace));
}

test("no letter takes its words from a namespace that the languages of letters do not have", () => {
  const found = readByAddressees();
  expect(found.length).toBeGreaterThan(15);
  const lacking = found.filter(({ namespace, key }) => {
    const wanted = key ? `${namespace}.${key}` : `${namespace}.`;
    return !english.some((each) => (key ? each === wanted : each.startsWith(wanted)) && isOfLetters(each));
  });
  expect(lacking).toEqual([]);
});

test.each(letterLanguages)("what letters are made of is there in %s", (language) => {
  expect(coverageOf(language).missing).toEqual([]);
});
