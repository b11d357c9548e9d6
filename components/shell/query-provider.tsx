"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { isWorthAnotherTry } from "./fetch-json";

/** One cache a browser tab. A refused request is an answer and is not asked again; only a lost one is. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { staleTime: 10_000, retry: (failures, error) => failures < 2 && isWorthAnotherTry(error) },
          // A lost answer to a write may have been done: people decide, not the machine.
          mutations: { retry: false, networkMode: "always" },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
