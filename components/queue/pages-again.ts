import type { InfiniteData } from "@tanstack/react-query";

type Page = { rows: readonly { id: string }[]; next: string | null };
type Pages<Some extends Page> = InfiniteData<Some, string>;

/** Reads one page of a list of the queue again; each list of it says in its `meta` how. */
export type ReadPage = (after: string) => Promise<Page>;

declare module "@tanstack/react-query" {
  interface Register {
    queryMeta: { readPage?: ReadPage } & Record<string, unknown>;
  }
}

/** Pages that may look otherwise now: those with what was told, and the first, where what is new or came back stands. */
export function pagesToRead(pages: readonly Page[], told: ReadonlySet<string>): number[] {
  const known = new Set(pages.flatMap(({ rows }) => rows.map(({ id }) => id)));
  const isElsewhere = [...told].some((id) => !known.has(id));
  return pages.flatMap(({ rows }, at) =>
    (at === 0 && isElsewhere) || rows.some(({ id }) => told.has(id)) ? [at] : [],
  );
}

/**
 * A page as it was read again, in its place between the others: what new rows pushed over its end, and nobody told of, stays
 * at its end, because the page after it begins where it always did. Null where nothing of the old page is in the new one:
 * then nobody knows what lies between.
 */
export function pageAgain<Some extends Page>(old: Some, fresh: Some, told: ReadonlySet<string>): Some | null {
  const now = new Set(fresh.rows.map(({ id }) => id));
  const stayed = old.rows.filter(({ id }) => !told.has(id));
  const lastCommon = stayed.findLastIndex(({ id }) => now.has(id));
  if (fresh.next === null) return fresh;
  if (lastCommon < 0 && stayed.length > 0) return null;
  const pushed = stayed.slice(lastCommon + 1);
  return pushed.length === 0 ? fresh : { ...fresh, rows: [...fresh.rows, ...pushed], next: old.next };
}

/** A list with only those pages read again that what was told is about; null where all of it has to be. */
export async function listAgain<Some extends Page>(
  list: Pages<Some>,
  told: ReadonlySet<string>,
  read: (after: string) => Promise<Some>,
): Promise<Pages<Some> | null> {
  const pages = [...list.pages];
  for (const at of pagesToRead(list.pages, told)) {
    const [old, after] = [list.pages[at], list.pageParams[at]];
    if (!old || after === undefined) return null;
    const again = pageAgain(old, await read(after), told);
    if (!again) return null;
    pages[at] = again;
  }
  return { ...list, pages };
}
