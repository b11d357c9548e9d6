"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { MyDay, Work, Worked } from "@/lib/wellbeing/contract";
import { getJson, orThrow, postJson } from "../shell/fetch-json";

export const careKey = ["care"] as const;

/** The reader's own day, read again each minute while the window is in sight. */
export function useCare(first?: MyDay | null): MyDay | null {
  const query = useQuery({
    queryKey: careKey,
    queryFn: ({ signal }) => orThrow(getJson<MyDay>("/api/me/care", signal)),
    ...(first ? { initialData: first } : {}),
    refetchInterval: 60_000,
  });
  return query.data ?? null;
}

type Doing = z.infer<typeof Work>["do"];

/** Begins and ends shifts and breaks. */
export function useWork() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (doing: Doing) => orThrow(postJson<Worked>("/api/me/care/work", { do: doing })),
    onSettled: () => cache.invalidateQueries({ queryKey: careKey }),
  });
}
