import fc from "fast-check";
import { expect, test } from "vitest";
import { builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import { inTraditional, nestedTitles, titleWithin } from "./letter-chinese.rules";

/** Every text in a pack that has Chinese characters, whatever it is for. */
function chineseOf(value: unknown): string[] {
  if (typeof value === "string") return /\p{Script=Han}/u.test(value) ? [value] : [];
  return value && typeof value === "object" ? Object.values(value).flatMap(chineseOf) : [];
}
const texts = [...new Set(builtInPlatforms.flatMap((slug) => chineseOf(readBuiltInPack(slug))))];
const characters = [...new Set(texts.join(""))];

test("what simplified script holds is read in traditional script, by phrases and in our own sentences' characters", () => {
  expect(inTraditional("删除违规信息，后果由账号承担")).toBe("刪除違規信息，後果由帳號承擔");
  expect(inTraditional("皇后与后果")).toBe("皇后與後果");
  expect(inTraditional("申诉程序")).toBe("申訴程序");
  expect(inTraditional("称为“垃圾信息”的‘内容’")).toBe("稱為「垃圾信息」的『內容』");
});

test("a text of the packs that was converted once is not changed by converting it again", () => {
  expect(texts.length).toBeGreaterThan(1000);
  const changed = texts.filter((text) => inTraditional(inTraditional(text)) !== inTraditional(text));
  expect(changed).toEqual([]);
});

test("converting twice is converting once, whatever characters stand beside each other", () => {
  const text = fc.array(fc.constantFrom(...characters, ..."干后里面系只台云余谷几丑乾後裡 a，《》“”"), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(text, (parts) => {
      const once = inTraditional(parts.join(""));
      expect(inTraditional(once)).toBe(once);
    }),
    { numRuns: 3000 },
  );
});

test("a text without Chinese characters, and one in traditional script, comes back as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const plain = text.replace(/\p{Script=Han}/gu, "");
      expect(inTraditional(plain)).toBe(plain);
    }),
  );
  expect(inTraditional("《The “rules”》 don’t apply")).toBe("《The “rules”》 don’t apply");
  expect(inTraditional("皇后娘娘的乾淨後果")).toBe("皇后娘娘的乾淨後果");
  expect(inTraditional("干擾干涉")).toBe("干擾干涉");
});

test("letters, digits, spaces and clause references beside Chinese characters stay where they are", () => {
  const apart = (text: string) => text.replace(/[\p{Script=Han}“”‘’「」『』《》〈〉]/gu, "");
  for (const text of texts) expect(apart(inTraditional(text))).toBe(apart(text));
});

test("a title within a title is marked as one; titles side by side and unclosed marks are not", () => {
  expect(nestedTitles("《关于《平台规则》的说明》与《附则》")).toBe("《关于〈平台规则〉的说明》与《附则》");
  expect(nestedTitles("》《平台规则")).toBe("》《平台规则");
  expect(inTraditional("《关于《平台规则》的说明》")).toBe("《關於〈平臺規則〉的說明》");
  expect(titleWithin("调整后《淘宝规则》一览表")).toBe("调整后〈淘宝规则〉一览表");
});
