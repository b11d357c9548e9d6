import { expect, test } from "vitest";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { withFindings } from "./outside.rules";
import type { StoredMatch } from "./suggest.rules";

const heard = {
  reader: { tool: "model", name: "guard" } as const,
  weight: 0,
  content: { title: "", text: "加微信看新款" },
  pack: readBuiltInPack("taobao-weitao"),
  contentDay: "2016-08-18",
};
const one = (ref: string, score: number): StoredMatch => ({ ref, score, title: ref, version: "v", evidence: [] });
const five = [one("a", 0.9), one("b", 0.5), one("c", 0.4), one("d", 0.3), one("e", 0.2)];
const named = (ref: string) => ({ ref, places: [{ in: "text" as const, start: 0, end: 3 }], label: null });
const order = (matches: readonly StoredMatch[]) => matches.map(({ ref }) => ref).join(" ");

test("an unproven reader adds its reason and changes no order", () => {
  const after = withFindings(five, [named("d")], heard);
  expect(order(after)).toBe("a b c d e");
  expect(after[3]?.evidence).toMatchObject([{ in: "text", start: 0, end: 3, text: "加微信", code: "model" }]);
  expect(after[3]?.evidence[0]?.reason).toBe("“加微信” breaks this clause, says the model guard");
});

test("a proven one raises a clause to what its word is worth, past no confident one, and lowers none", () => {
  expect(order(withFindings(five, [named("d")], { ...heard, weight: 0.65 }))).toBe("a d b c e");
  expect(withFindings(five, [named("a")], { ...heard, weight: 0.65 })[0]?.score).toBe(0.9);
});

test("a clause that was not suggested takes a last seat, and never the first; more than two of them find none", () => {
  expect(order(withFindings(five, [named("Table.4")], heard))).toBe("a b c d Table.4");
  const three = ["Table.4", "Table.5", "Table.6"].map(named);
  expect(order(withFindings(five, three, heard))).toBe("a b c Table.4 Table.5");
  expect(order(withFindings([], three, heard))).toBe("Table.4 Table.5");
});

test("what was named keeps its seat before what was not", () => {
  expect(order(withFindings(five, [named("e"), named("Table.4")], heard))).toBe("a b c e Table.4");
});

test("a label of a classifier speaks of the whole content and points at no words", () => {
  const label = { name: "spam", score: 0.912 };
  const [match] = withFindings([one("a", 0.5)], [{ ref: "a", places: [], label }], heard);
  expect(match?.evidence).toMatchObject([{ text: "", code: "classifier" }]);
  expect(match?.evidence[0]?.reason).toBe("The classifier guard gave the content the label “spam” (0.91)");
});

test("of the matcher's own reasons the first two stay in front", () => {
  const piece = { in: "text", start: 0, end: 1, text: "加", reason: "own", code: "word", values: {} } as const;
  const own = { ...piece, context: null, disguise: null };
  const [match] = withFindings([{ ...one("a", 0.5), evidence: [own, own, own] }], [named("a")], heard);
  expect(match?.evidence.map(({ code }) => code)).toEqual(["word", "word", "model", "word"]);
});
