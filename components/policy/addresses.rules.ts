/** What a reader has set and keeps while going from clause to clause. */
export type Kept = {
  /** Only where it is another day than the one the version is read on by itself. */
  day?: string | undefined;
  /** English and Chinese side by side. */
  isBoth?: boolean;
};

export type PlatformAsked = Kept & { document?: string | undefined; text?: string | undefined };

function queryOf(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(given).toString();
  return query ? `?${query}` : "";
}

/** The rules of a platform as they govern a day. */
export function platformHref(platform: string, { day, isBoth, document, text }: PlatformAsked = {}): string {
  const query = queryOf({ day, document, q: text, show: isBoth ? "both" : undefined });
  return `/policy/${encodeURIComponent(platform)}${query}`;
}

/** A version as a file that the import reads again. */
export function exportHref(platform: string, version: string): string {
  return `/api/policy/export${queryOf({ platform, version })}`;
}

/** How suggestions do on a platform; with `clause`, the words by which that clause is known, and how it did. */
export function suggestionsHref(platform: string, clause?: string): string {
  return `/policy/${encodeURIComponent(platform)}/suggestions${queryOf({ clause })}`;
}

/** What the platform's provider is by the DSA. */
export function tierHref(platform: string): string {
  return `/policy/${encodeURIComponent(platform)}/tier`;
}

/** A platform's versions that are still on the way. */
export function draftsHref(platform: string): string {
  return `/policy/${encodeURIComponent(platform)}/drafts`;
}

export function draftHref(platform: string, draftId: string): string {
  return `${draftsHref(platform)}/${draftId}`;
}

export type CompareAsked = {
  from?: string | undefined;
  to?: string | undefined;
  /** Only changes of this kind. */
  kind?: string | undefined;
  isBoth?: boolean;
  page?: number;
};

/** Two versions of a platform side by side; without them, the latest and the one before. */
export function compareHref(platform: string, { from, to, kind, isBoth, page }: CompareAsked = {}): string {
  const show = isBoth ? "both" : undefined;
  const query = queryOf({ from, to, kind, show, page: page && page > 1 ? String(page) : undefined });
  return `/policy/${encodeURIComponent(platform)}/compare${query}`;
}

/** A made-up case, put to the engine; everything that was typed stands in the address. */
export function scratchHref(platform: string, asked: Record<string, string> = {}): string {
  return `/policy/${encodeURIComponent(platform)}/try${queryOf(asked)}`;
}

/** The runs of versions over past decisions; with an id, one of them, and the cases behind one of its numbers. */
export function tryOutHref(platform: string, id?: string, asked: Record<string, string | undefined> = {}): string {
  const path = [platform, "try-out", ...(id ? [id] : [])].map(encodeURIComponent).join("/");
  return `/policy/${path}${queryOf(asked)}`;
}

/** How each clause does at the desk; with `clause`, the cases behind its numbers. */
export function healthHref(platform: string, asked: Record<string, string | undefined> = {}): string {
  return `/policy/${encodeURIComponent(platform)}/health${queryOf(asked)}`;
}

/** The stable address of a clause in one version; a reference may hold spaces, slashes and parentheses. */
export function clauseHref(
  platform: string,
  { version, ref }: { version: string; ref: string },
  { day, isBoth }: Kept = {},
): string {
  const path = [platform, version, ref].map(encodeURIComponent).join("/");
  return `/policy/${path}${queryOf({ day, show: isBoth ? "both" : undefined })}#${anchorOf(ref)}`;
}

/** An id for the clause on its page: without spaces, and different for different references. */
export function anchorOf(ref: string): string {
  return `c-${ref.replace(/[^A-Za-z0-9.-]/g, (char) => `_${char.codePointAt(0)?.toString(16)}_`)}`;
}

/** A segment of an address as it was meant; null for one that is cut within a character. */
export function segment(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
