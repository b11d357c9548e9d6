"use client";

import { useEffect, useState } from "react";
import { type CommandSource, type DeskCommand, useCommandSources } from "./command-sources";

export type Found = { heading: string; commands: readonly DeskCommand[] };
type State = { query: string; groups: readonly Found[]; hasFailed: boolean; isDone: boolean };

const isLongEnough = (query: string) => query.length >= 2 || /\p{Script=Han}/u.test(query);
const nothing: State = { query: "", groups: [], hasFailed: false, isDone: true };

/** Asks every source that can search. Each answer is shown when it comes; one that is slow or fails takes none away. */
export function useFoundCommands(query: string): State & { isSearching: boolean } {
  const sources = inOrder(useCommandSources().filter((source) => source.search));
  const [state, setState] = useState(nothing);
  const isAsked = sources.length > 0 && isLongEnough(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is new on each render; its length says when a source came or went
  useEffect(() => {
    if (!isAsked) return setState(nothing);
    const stop = new AbortController();
    const wait = setTimeout(() => {
      const answers: (Found | "failed" | null)[] = sources.map(() => null);
      const asked = sources.map((source) => ask(source, query, stop.signal).catch(() => "failed" as const));
      sources.forEach(async (source, at) => {
        const answer = await asked[at];
        // What stands last comes last: the first thing that is shown is what Enter chooses.
        if (source.isLast) await Promise.all(asked);
        answers[at] = answer ?? null;
        if (!stop.signal.aborted) setState(stateOf(query, answers));
      });
    }, 150);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [query, isAsked, sources.length]);
  return { ...state, isSearching: isAsked && !(state.query === query && state.isDone) };
}

/** As they came, but for those that ask to stand last. */
export function inOrder(sources: readonly CommandSource[]): CommandSource[] {
  return [...sources.filter(({ isLast }) => !isLast), ...sources.filter(({ isLast }) => isLast)];
}

/** What is known so far, in the order of the sources, whichever answered first. */
export function stateOf(query: string, answers: readonly (Found | "failed" | null)[]): State {
  const groups = answers.flatMap((answer) =>
    answer !== null && answer !== "failed" && answer.commands.length > 0 ? [answer] : [],
  );
  return {
    query,
    groups,
    hasFailed: answers.includes("failed"),
    isDone: !answers.includes(null),
  };
}

async function ask(source: CommandSource, query: string, signal: AbortSignal): Promise<Found> {
  return { heading: source.heading, commands: (await source.search?.(query, signal)) ?? [] };
}
