"use client";

import { useState } from "react";
import type { DecideCase } from "@/lib/decisions/contract";
import type { ListedCase } from "@/lib/decisions/listed.contract";
import { useDecide } from "../decisions/use-decide";
import { type Accepted, acceptedOf, noViolationIn, violationIn } from "./list-mode.rules";

const nothingElse = { search: "", untilAsked: () => Promise.resolve(), onAnswer: () => undefined };

/**
 * What is accepted in each row, and the decisions that are made in them. A decision goes the way of the case screen: sent
 * in order, each under a key of its own; the server takes the case with it, or says who has it.
 */
export function useListDecide(beforeLeaving: (caseId: string) => void) {
  const [accepted, setAccepted] = useState<Readonly<Record<string, Accepted>>>({});
  const [decidedHere, setDecidedHere] = useState<ReadonlySet<string>>(new Set());
  const decide = useDecide(nothingElse);
  const send = (row: ListedCase, decision: DecideCase | null): boolean => {
    if (decision === null) return false;
    beforeLeaving(row.id);
    setDecidedHere((before) => new Set([...before, row.id]));
    setAccepted(({ [row.id]: _decided, ...others }) => others);
    decide({ caseId: row.id, reference: row.reference, decision });
    return true;
  };
  const acceptedIn = (row: ListedCase) => acceptedOf(row, accepted[row.id]);
  return {
    acceptedIn,
    accept: (row: ListedCase, what: Partial<Accepted>) => {
      if (row.bars.violation === null)
        setAccepted((before) => ({ ...before, [row.id]: { ...acceptedOf(row, before[row.id]), ...what } }));
    },
    decide: (row: ListedCase) => send(row, violationIn(row, acceptedIn(row))),
    none: (row: ListedCase) => send(row, noViolationIn(row)),
    /** Rows whose leaving nobody has to be told: this person decided them. */
    decidedHere,
  };
}
