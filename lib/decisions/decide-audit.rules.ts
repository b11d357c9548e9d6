import type { DecideCase, Decided } from "./contract";

/** What the audit log keeps of the choice: references and codes, never a text. */
export function codesOf(input: DecideCase): Record<string, unknown> {
  if (input.outcome === "referred") return { to: input.to };
  if (input.outcome === "no_violation") return input.clause ? { clause: input.clause } : {};
  const corrected = [
    ...(input.roleWhy ? ["role"] : []),
    ...(input.contentDateWhy ? ["contentDate"] : []),
    ...(input.automatedDetectionWhy ? ["automatedDetection"] : []),
  ];
  const sanctions = input.sanctions.map(({ action }) => action);
  return {
    clause: input.clause,
    ground: input.ground,
    sanctions,
    ...(input.deviation ? { deviation: input.deviation.code } : {}),
    ...(input.exemption ? { exempt: input.exemption.kind } : {}),
    ...(corrected.length > 0 ? { corrected } : {}),
  };
}

/** The log's entry about one decision; without `value` it was refused. */
export function decisionSubject(input: DecideCase, value?: Decided) {
  return {
    kind: "case",
    id: input.caseId,
    platformId: value?.platform,
    detail: { outcome: input.outcome, ...(value ? { decisionId: value.decisionId } : {}), ...codesOf(input) },
  };
}
