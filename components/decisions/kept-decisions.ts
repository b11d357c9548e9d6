import { keptInTab } from "../shell/kept-in-tab";
import type { UnderWay } from "./under-way";

/** Decisions that have no answer yet, by the key under which they are sent; of one person and one tab. */
const kept = keptInTab("unsent:", 200);

/** Before it is sent for the first time: a tab that is reloaded, or closed and opened again by the browser, still has it. */
export function keepDecision(key: string, { caseId, reference, decision }: UnderWay): void {
  kept.write(key, { caseId, reference, decision });
}

/** It was answered, whatever the answer. */
export function dropDecision(key: string): void {
  kept.drop(key);
}

/** What still waits for an answer, in the order in which it was made. */
export function keptDecisions(): UnderWay[] {
  return kept.ids().flatMap((key) => {
    const made = kept.read(key);
    return isMade(made) ? [{ ...made, key }] : [];
  });
}

function isMade(value: unknown): value is UnderWay {
  return (
    typeof value === "object" &&
    value !== null &&
    "caseId" in value &&
    typeof value.caseId === "string" &&
    "reference" in value &&
    typeof value.reference === "string" &&
    "decision" in value &&
    typeof value.decision === "object" &&
    value.decision !== null
  );
}
