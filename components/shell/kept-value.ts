"use client";

import { useSyncExternalStore } from "react";

/** One value of this tab that outlives the screen that made it; screens that show it follow it. */
export type KeptValue<Value> = {
  read: () => Value;
  write: (value: Value) => void;
  subscribe: (listener: () => void) => () => void;
  first: Value;
};

export function keptValue<Value>(first: Value): KeptValue<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    first,
    read: () => value,
    write: (next) => {
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useKept<Value>(kept: KeptValue<Value>): Value {
  return useSyncExternalStore(kept.subscribe, kept.read, () => kept.first);
}
