import "server-only";
import { matchInputOf, type StoredMatch, storedMatches } from "@/lib/intake/suggest.rules";
import { matcherFor } from "@/lib/matching/matchers.store";
import { exceptionsBeside } from "@/lib/matching/raised.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import type { Translate } from "@/messages/load";
import type { ClauseView } from "./contract";
import type { RaisedException } from "./raised.contract";
import { reasonIn } from "./reason.rules";

type WithWords = readonly {
  letter: string;
  evidence: readonly (Parameters<typeof reasonIn>[1] & { in: string; start: number; end: number })[];
}[];

/** The exceptions that words speak for, each with the first of them; none where nothing speaks for any. */
export function raisedOf(exceptions: WithWords = [], words: Translate): RaisedException[] {
  return exceptions.flatMap(({ letter, evidence: [cue] }) => {
    if (!cue) return [];
    const { in: where, start, end, text } = cue;
    return [{ letter, in: where, start, end, text, reason: reasonIn(words, cue, where) }];
  });
}

/** What stands on a case: its content, and what notifiers say of it. */
export type OnCase = { title: string; text: string; explanations: readonly string[] };

/**
 * Clauses that were searched for, each with the exceptions that words of the case speak for, as beside one that was
 * suggested (issue 3). Where the matcher fails on a text nothing is raised: the clause can be cited all the same, and all its
 * exceptions are asked about.
 */
export function withRaised(views: ClauseView[], pack: PolicyPack, on: OnCase, words: Translate): ClauseView[] {
  const asked = views.filter(({ exceptions }) => exceptions.length > 0).map(({ ref }) => ref);
  if (asked.length === 0) return views;
  const unscoped = { surface: null, role: null, contentDay: "", jurisdiction: null, language: "und" };
  let found: Map<string, NonNullable<StoredMatch["exceptions"]>>;
  try {
    const beside = exceptionsBeside(
      matcherFor(pack),
      asked,
      matchInputOf({ ...unscoped, ...on, platform: pack.platform }),
    );
    const matches = Array.from(beside, ([ref, exceptions]) => ({
      ref,
      title: "",
      score: 0,
      version: "",
      evidence: [],
      exceptions,
    }));
    found = new Map(storedMatches(matches, on.title).map(({ ref, exceptions = [] }) => [ref, exceptions]));
  } catch (error) {
    console.error("exceptions could not be raised:", error instanceof Error ? error.name : "unknown");
    return views;
  }
  return views.map((view) => {
    const raised = raisedOf(found.get(view.ref), words);
    return raised.length > 0 ? { ...view, raised } : view;
  });
}
