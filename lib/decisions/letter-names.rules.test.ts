import { expect, test } from "vitest";
import { builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import { translatorFor } from "@/messages/load";
import { versionInWords } from "./clause-facts.rules";
import { documentTitle, inLanguage } from "./localised.rules";

test("no document or version has an English name in a Chinese letter, in any of the four packs", () => {
  const t = translatorFor("zh-Hans", "decisions");
  for (const slug of builtInPlatforms) {
    const pack = readBuiltInPack(slug);
    const names = [
      ...pack.documents.map(({ id }) => inLanguage(documentTitle(pack, id), "zh-Hans")),
      ...pack.versions.map((version) => versionInWords(version, "zh-Hans", t)),
    ];
    for (const name of names) expect([slug, name, /[A-Za-z]/.test(name)]).toEqual([slug, name, false]);
  }
});

test("a version is named by its days in both languages", () => {
  const en = translatorFor("en", "decisions");
  const since = { effectiveFrom: "2016-07-01", effectiveTo: null };
  expect(versionInWords(since, "en", en)).toBe("the version of 1 July 2016");
  expect(versionInWords(since, "zh-Hans", translatorFor("zh-Hans", "decisions"))).toBe("2016年7月1日起适用的版本");
  expect(versionInWords({ effectiveFrom: null, effectiveTo: "2016-06-30" }, "en", en)).toBe(
    "the version until 30 June 2016",
  );
  expect(versionInWords({ effectiveFrom: null, effectiveTo: null }, "en", en)).toBe("the undated version");
});
