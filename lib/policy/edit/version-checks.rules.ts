import { addDays } from "@/lib/platform/time.rules";
import type { VersionFile } from "../import/version.contract";
import { type OtherVersion, type Problem, problem, type Surroundings } from "./checks.contract";

/**
 * The version as a whole and on the calendar: of its documents exactly one version governs any day. The last one before it,
 * while open, ends by itself on the eve of this one.
 */
export function versionDraftProblems(
  { version, clauses, name }: VersionFile,
  { others, counters = [] }: Surroundings,
): Problem[] {
  const { effectiveFrom, effectiveTo, announced } = version;
  const last = lastBefore(version, others);
  const problems = calendarProblems(version, others);
  // Which counts go on is the platform's to decide; a published counter counts under its own version alone.
  const restarting = counters.filter(({ versions }) => last !== undefined && versions.includes(last.id));
  if (last && restarting.length > 0) {
    const ids = restarting.map(({ id }) => id).join(", ");
    problems.push(problem("countsRestart", ["version"], { counters: ids, version: last.label }));
  }
  if (effectiveTo !== null) problems.push(problem("versionEnds", ["version", "effectiveTo"], { day: effectiveTo }));
  if (announced !== null && effectiveFrom !== null && announced > effectiveFrom)
    problems.push(problem("versionAnnouncedLate", ["version", "announced"], { announced, from: effectiveFrom }));
  if (version.textAvailable && clauses.length === 0) problems.push(problem("versionNoClauses", ["version"]));
  // As `AddPlatform` fills it in where none is given.
  if (name.hans === name.en) problems.push(problem("platformNoChinese", ["version"], { name: name.en }));
  if (!version.zh?.label) problems.push(problem("versionNoChinese", ["version", "zh"]));
  return problems;
}

function sameDocuments(version: VersionFile["version"], others: readonly OtherVersion[]): OtherVersion[] {
  return others.filter(
    ({ id, documents }) => id !== version.id && documents.some((document) => version.documents.includes(document)),
  );
}

function lastBefore(version: VersionFile["version"], others: readonly OtherVersion[]): OtherVersion | undefined {
  return sameDocuments(version, others)
    .toSorted((a, b) => (a.effectiveFrom ?? "").localeCompare(b.effectiveFrom ?? ""))
    .at(-1);
}

function calendarProblems(version: VersionFile["version"], others: readonly OtherVersion[]): Problem[] {
  const same = sameDocuments(version, others);
  const from = version.effectiveFrom;
  const at = ["version", "effectiveFrom"];
  const last = lastBefore(version, others);
  if (!last) return [];
  if (from === null) return [problem("versionNoStart", at, { other: last.label })];
  const later = same.find((other) => other.effectiveFrom !== null && other.effectiveFrom >= from);
  if (later) return [problem("versionOverlap", at, { other: later.label, from })];
  if (last.effectiveTo === null) return [];
  if (last.effectiveTo >= from) return [problem("versionOverlap", at, { other: last.label, from })];
  const next = addDays(last.effectiveTo, 1);
  return next === from ? [] : [problem("versionGap", at, { other: last.label, from: next, to: addDays(from, -1) })];
}
