/** The log's entry about a turn: the same verbs as about a case, and only who may read the log sees which it was. */
export function goldenSubject({ caseId, platform }: { caseId: string; platform?: string }) {
  return { kind: "golden_turn", id: caseId, ...(platform ? { platformId: platform } : {}) };
}
