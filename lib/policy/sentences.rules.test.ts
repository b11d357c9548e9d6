import { expect, test } from "vitest";
import { builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import english from "@/messages/en/policy.json";
import { translatorFor } from "@/messages/load";
import chinese from "@/messages/zh-Hans/policy.json";
import { ask, prior } from "@/test/recommend";
import { inEnglish, say, withLabels } from "./sentences.rules";

const blanks = (sentence: string) => new Set([...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));

test("each sentence has the same blanks in Chinese as in English, so that one set of values fills both", () => {
  for (const area of ["why", "warning", "notOffered"] as const) {
    const translated: Record<string, string> = chinese[area];
    expect(Object.keys(translated)).toEqual(Object.keys(english[area]));
    for (const [key, sentence] of Object.entries(english[area])) {
      expect([key, blanks(translated[key] ?? "")]).toEqual([key, blanks(sentence)]);
    }
  }
});

test("whatever the engine says can be said in both languages, with every blank filled", () => {
  const [toEnglish, toChinese] = [translatorFor("en", "policy"), translatorFor("zh-Hans", "policy")];
  const findings = { severe: true, exception: "z", alsoBreaks: [] };
  for (const platform of builtInPlatforms) {
    for (const { ref } of readBuiltInPack(platform).clauses) {
      const answer = ask(platform, {
        clause: ref,
        findings,
        priors: [prior(ref), prior("gone"), prior(ref, { status: "pending" })],
      });
      const said = [...answer.whyCodes, ...answer.warningCodes, ...answer.notOffered.map(({ whyCode }) => whyCode)];
      for (const { code, values } of said) {
        expect(toChinese(code, values)).not.toMatch(/[{}]/);
        expect(toEnglish(code, values)).toBe(inEnglish({ code, values }));
      }
    }
  }
});

test("measures are named in the reader's language", () => {
  const said = say("why.permanent", { actions: "Close", actionIds: "tb.expel, tb.delete-content" });
  expect(withLabels(said, (id) => `<${id}>`).values.actions).toBe("<tb.expel>, <tb.delete-content>");
});
