import { expect, test } from "vitest";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { exceptionLines } from "./localised.rules";
import { madeExceptions, madeFindings } from "./made-findings.rules";

test("a considered exception is told in both languages, unless its words have changed since", () => {
  const pack = readBuiltInPack("taobao-weitao");
  const clause = pack.clauses.find(({ exceptions }) => exceptions.length > 0);
  const line = clause && exceptionLines(pack, clause)[0];
  if (!clause || !line) throw new Error("no clause with an exception");
  const stored = { letter: line.letter, text: line.text.en, applies: false, why: "Nothing is quoted." };
  expect(madeExceptions([stored], pack, clause.ref)).toEqual([{ ...stored, text: line.text }]);
  const older = { ...stored, text: "The words of another day" };
  expect(madeExceptions([older], pack, clause.ref)).toEqual([{ ...older, text: { en: older.text } }]);
  expect(madeExceptions([stored], null, null)).toEqual([{ ...stored, text: { en: stored.text } }]);
});

test("what was answered is listed once: not what stands with the exceptions or the other clauses, nor what was left empty", () => {
  const stored = { severe: true, severityEvidence: "", repeatCount: 0, exception: "a", alsoBreaks: ["5.5"] };
  expect(madeFindings(stored)).toEqual([
    { key: "severe", value: true },
    { key: "repeatCount", value: 0 },
  ]);
});
