"use client";

import { useEffect, useState } from "react";
import { type CommandSource, type DeskCommand, useCommandSources } from "./command-sources";

export type Found = { heading: string; commands: readonly DeskCommand[] };
type State = { query: string; groups: readonly Found[]; hasFailed: boolean };

const isLongEnough = (query: string) => query.length >= 2 || /\p{Script=Han}/u.test(query);
const nothing: State = { query: "", groups: [], hasFailed: false };

/** Asks every source that can search; one that fails does not take the others' answers away. */
export function useFoundCommands(query: string): State & { isSearching: boolean } {
  const sources = useCommandSources().filter((source) => source.search);
  const [state, setState] = useState(nothing);
  const isAsked = sources.length > 0 && isLongEnough(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is new on each render; its length says when a source came or went
  useEffect(() => {
    if (!isAsked) return setState(nothing);
    const stop = new AbortController();
    const wait = setTimeout(async () => {
      const answers = await Promise.allSettled(sources.map((source) => ask(source, query, stop.signal)));
      if (stop.signal.aborted) return;
      const groups = answers.flatMap((answer) =>
        answer.status === "fulfilled" && answer.value.commands.length > 0 ? [answer.value] : [],
      );
      setState({ query, groups, hasFailed: answers.some((answer) => answer.status === "rejected") });
    }, 150);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [query, isAsked, sources.length]);
  return { ...state, isSearching: isAsked && state.query !== query };
}

async function ask(source: CommandSource, query: string, signal: AbortSignal): Promise<Found> {
  return { heading: source.heading, commands: (await source.search?.(query, signal)) ?? [] };
}
