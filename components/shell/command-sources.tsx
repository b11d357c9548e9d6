"use client";

import { createContext, type ReactNode, useContext, useEffect, useId, useMemo, useState } from "react";

export type DeskCommand = {
  /** Distinct within its source. */
  id: string;
  label: string;
  /** Quiet words behind the label: a platform, a state. */
  hint?: string;
  /** Other words that find it. */
  keywords?: readonly string[];
  /** Where it leads, or what it does. */
  href?: string;
  run?: () => void;
};

export type CommandSource = {
  /** The heading over its commands: "Cases". */
  heading: string;
  /** Always there, filtered by what is typed. */
  commands?: readonly DeskCommand[];
  /** Asked 150 ms after typing stops, with at least two characters (one is enough in Chinese); its order is kept. */
  search?: (query: string, signal: AbortSignal) => Promise<readonly DeskCommand[]>;
  /** What it finds stands behind what all others find: Enter goes to the thing that was named, not to a list about it. */
  isLast?: boolean;
};

type Registry = {
  sources: ReadonlyMap<string, CommandSource>;
  set: (id: string, source: CommandSource | null) => void;
};

const Context = createContext<Registry | null>(null);

export function CommandsProvider({ children }: { children: ReactNode }) {
  const [sources, setSources] = useState<ReadonlyMap<string, CommandSource>>(new Map());
  const registry = useMemo<Registry>(
    () => ({
      sources,
      set: (id, source) =>
        setSources((before) => {
          const after = new Map(before);
          if (source) after.set(id, source);
          else after.delete(id);
          return after;
        }),
    }),
    [sources],
  );
  return <Context value={registry}>{children}</Context>;
}

function useRegistry(): Registry {
  const registry = useContext(Context);
  if (!registry) throw new Error("useCommandSource needs a CommandsProvider above it");
  return registry;
}

/** Adds to ⌘K while the caller is on screen. Keep `source` stable (useMemo): a new one is registered anew. */
export function useCommandSource(source: CommandSource): void {
  const id = useId();
  const { set } = useRegistry();
  // `set` changes with every registration; only the source may start this again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    set(id, source);
    return () => set(id, null);
  }, [id, source]);
}

export function useCommandSources(): readonly CommandSource[] {
  return [...useRegistry().sources.values()];
}
