import type { PublishProblem } from "@/lib/policy/drafts/view.contract";
import type { Problem } from "@/lib/policy/edit/checks.contract";
import type { Place } from "@/lib/policy/edit/contract";

/** Problems of a place and of what lies within it. */
export function problemsAt(problems: readonly Problem[], place: Place): Problem[] {
  return problems.filter((problem) => place.every((step, index) => problem.place[index] === step));
}

/** The sentence of a field's problem, or none: for beside the field. */
export function problemOf(problems: readonly Problem[], place: Place): Problem | undefined {
  return problemsAt(problems, place)[0];
}

export type EditorPart = "clauses" | "table" | "actions" | "rules" | "version";

/** Which part of the editor shows a place. */
export function partOf(place: Place): EditorPart {
  switch (place[0]) {
    case "rows":
    case "steps":
    case "table":
      return "table";
    case "actions":
      return "actions";
    case "counters":
    case "sets":
      return "rules";
    case "documents":
    case "version":
    case "notice":
      return "version";
    default:
      return "clauses";
  }
}

export function countBlocking(problems: readonly Problem[]): number {
  return problems.filter(({ severity }) => severity === "blocks").length;
}

/** What must be mended and what is only a hint, told apart. */
export function countsOf(problems: readonly Problem[]): { blocking: number; hints: number } {
  const blocking = countBlocking(problems);
  return { blocking, hints: problems.length - blocking };
}

/** What the platform as a whole has against it has no severity: it always stands against publishing. */
export function isHint(problem: Problem | PublishProblem): boolean {
  return "severity" in problem && problem.severity === "warns";
}

/** The blocking ones first, each kind of them in the order of the draft. */
export function inOrder<Of extends Problem | PublishProblem>(problems: readonly Of[]): Of[] {
  return [...problems.filter((problem) => !isHint(problem)), ...problems.filter(isHint)];
}
