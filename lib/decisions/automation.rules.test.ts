import { expect, test } from "vitest";
import { translatorFor } from "@/messages/load";
import {
  automationColumns,
  automationOf,
  automationSentences,
  automationUnasked,
  storedAutomation,
} from "./automation.rules";
import type { CaseNotice } from "./material.rules";
import { automatedDecisions } from "./statement.contract";

const notice = (source: string, about: Partial<CaseNotice> = {}): CaseNotice => ({
  id: source,
  itemRowId: source,
  source,
  legalClaim: true,
  relation: null,
  automatedDetection: null,
  automated: "none",
  explanation: "",
  language: "en",
  isRevealed: false,
  contactName: null,
  contactEmail: null,
  contactLanguage: null,
  contactZone: null,
  isVouchedFor: true,
  order: null,
  ...about,
});
const every = [true, false].flatMap((detected) =>
  [true, false].flatMap((processed) => automatedDecisions.map((decision) => ({ detected, processed, decision }))),
);
const readers = [
  { addressee: "affected", saysNone: true },
  { addressee: "notifier", saysNone: false },
  { addressee: "notifier", saysNone: true },
] as const;

test("what tools did is read once from the case: found it, sorted it, and never decided it", () => {
  const of = (...notices: CaseNotice[]) => automationOf({ notices, wasSortedByTool: false }, { findings: {} });
  expect(of(notice("guest"))).toEqual({ detected: false, processed: false, decision: "none" });
  const found = notice("own_detection", { automatedDetection: "full" });
  expect(of(found)).toEqual({ detected: true, processed: false, decision: "none" });
  expect(of(notice("third_party", { automatedDetection: "partial" }))).toMatchObject({ detected: true });
  expect(of(notice("own_detection", { automatedDetection: "none" }))).toMatchObject({ detected: false });
  expect(of(notice("guest", { automated: "partial" }))).toEqual({ detected: false, processed: true, decision: "none" });
  expect(automationUnasked({ notices: [], wasSortedByTool: true })).toMatchObject({ processed: true });
});

test("what is stored with a decision is what its letters and later answers read", () => {
  for (const facts of every) expect(storedAutomation(automationColumns(facts))).toEqual(facts);
});

test("S7, N11, AE3: no two letters of one decision contradict each other, whoever reads them", () => {
  const t = translatorFor("en", "statement");
  for (const facts of every) {
    const told = readers.map((reader) => automationSentences(facts, reader, t).join(" "));
    const [affected = "", ...others] = told;
    const sorts = facts.processed && facts.decision === "none";
    expect([facts, /tool sorted it|also sorted it/.test(affected)]).toEqual([facts, sorts]);
    expect([facts, affected.includes("without help")]).toEqual([facts, facts.decision === "none" && !facts.processed]);
    for (const other of others) expect(other.includes("tool sorted your report before")).toBe(facts.processed);
    expect(affected.startsWith("No automated tool found")).toBe(!facts.detected);
    expect(others[1]?.startsWith("No automated tool sorted")).toBe(!facts.processed && facts.decision === "none");
  }
});

test("the affected person reads nothing of a report in what tools did, in either language", () => {
  for (const [locale, report] of [
    ["en", /report/i],
    ["zh-Hans", /举报/],
  ] as const) {
    const t = translatorFor(locale, "statement");
    for (const facts of every) {
      const [sentence] = automationSentences(facts, { addressee: "affected", saysNone: true }, t);
      expect(sentence).not.toMatch(report);
      expect(sentence).not.toBe("");
    }
  }
});
