import type { SearchRequest } from "@/lib/appeals/search.contract";

export type Looked = Pick<SearchRequest, "q" | "kind" | "platform" | "language">;

export const isNarrowed = ({ kind, platform, language }: Looked) => Boolean(kind || platform || language);

/** The address of what was looked for, from another hit on. */
export function searchPath({ q, kind, platform, language }: Partial<Looked>, after = ""): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ q, kind, platform, language, after }))
    if (value !== undefined && value !== "") search.set(name, value);
  return search.size > 0 ? `/search?${search}` : "/search";
}
