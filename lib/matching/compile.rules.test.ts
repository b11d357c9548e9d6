import { expect, test } from "vitest";
import { compileScanner, extendScanner, type Scanner, type Vocabulary } from "./compile.rules";

const group = (en: string[], zh: string[] = [], guards: string[] = [], evasive = false) => ({
  en,
  zh,
  guards,
  evasive,
});
const shared: Vocabulary = [
  { name: "offer", group: group(["for sale", "sell", "dm me"], ["加微信", "有货"], ["sell by date"], true) },
  { name: "animal", group: group(["rhino horn", "ivory"], ["犀角", "象牙"]) },
];
const own: Vocabulary = [
  { name: "clause:1", group: group(["ivory", "ivory carving", "for sale"], ["象牙", "象牙雕", "加微信"]) },
  { name: "clause:2", group: group(["rhino horn", "zebra skin"], ["斑马"], ["ivory tower"], true) },
];
const homophones = { jia: "加家", wei: "微薇", xin: "信新", you: "有", huo: "货" };

const asLists = ({ names, evasive, surfaces, phrases, han, sounds, byShape }: Scanner) => ({
  names,
  evasive,
  maps: [surfaces, phrases, han, sounds, byShape].map((map) => [...map]),
});

test("a platform's words put upon the shared ones are found as if both had been indexed together", () => {
  const together = compileScanner([...shared, ...own], homophones);
  const upon = extendScanner(compileScanner(shared, homophones), own);
  expect(asLists(upon)).toEqual(asLists(together));
  for (const key of ["ivory", "zebra", "nothing"]) expect(upon.surfaces.has(key)).toBe(together.surfaces.has(key));
  expect(upon.surfaces.size).toBe(together.surfaces.size);
});

test("one platform's words leave the shared ones, and so every other platform, as they were", () => {
  const base = compileScanner(shared, homophones);
  const before = JSON.stringify(asLists(base));
  extendScanner(base, own);
  expect(JSON.stringify(asLists(base))).toBe(before);
});
