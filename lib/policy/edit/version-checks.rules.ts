import { addDays } from "@/lib/platform/time.rules";
import type { VersionFile } from "../import/version.contract";
import { type OtherVersion, type Problem, problem } from "./checks.contract";

/**
 * The version as a whole and on the calendar: of its documents exactly one version governs any day. The last one before it,
 * while open, ends by itself on the eve of this one.
 */
export function versionDraftProblems({ version, clauses }: VersionFile, others: readonly OtherVersion[]): Problem[] {
  const { effectiveFrom, effectiveTo, announced } = version;
  const problems = calendarProblems(version, others);
  if (effectiveTo !== null) problems.push(problem("versionEnds", ["version", "effectiveTo"], { day: effectiveTo }));
  if (announced !== null && effectiveFrom !== null && announced > effectiveFrom)
    problems.push(problem("versionAnnouncedLate", ["version", "announced"], { announced, from: effectiveFrom }));
  if (version.textAvailable && clauses.length === 0) problems.push(problem("versionNoClauses", ["version"]));
  if (!version.zh?.label) problems.push(problem("versionNoChinese", ["version", "zh"]));
  return problems;
}

function calendarProblems(version: VersionFile["version"], others: readonly OtherVersion[]): Problem[] {
  const same = others.filter(
    ({ id, documents }) => id !== version.id && documents.some((document) => version.documents.includes(document)),
  );
  const from = version.effectiveFrom;
  const at = ["version", "effectiveFrom"];
  const last = [...same].sort((a, b) => (a.effectiveFrom ?? "").localeCompare(b.effectiveFrom ?? "")).at(-1);
  if (!last) return [];
  if (from === null) return [problem("versionNoStart", at, { other: last.label })];
  const later = same.find((other) => other.effectiveFrom !== null && other.effectiveFrom >= from);
  if (later) return [problem("versionOverlap", at, { other: later.label, from })];
  if (last.effectiveTo === null) return [];
  if (last.effectiveTo >= from) return [problem("versionOverlap", at, { other: last.label, from })];
  const next = addDays(last.effectiveTo, 1);
  return next === from ? [] : [problem("versionGap", at, { other: last.label, from: next, to: addDays(from, -1) })];
}
