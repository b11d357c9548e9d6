/** What one kind of thing keeps in this tab, by id; the ones kept longest ago make room. */
type Kept = {
  read: (id: string) => unknown;
  write: (id: string, value: unknown) => void;
  drop: (id: string) => void;
  /** What was written longest ago first. */
  ids: () => string[];
};

const ownerKey = "kept-for";

/** Whose desk is on the screen, as its frame says; empty before it is there. */
function personHere(): string {
  return document.querySelector<HTMLElement>("[data-person]")?.dataset.person ?? "";
}

/**
 * Where the person's own things begin. A session may end without a word, and somebody else sign in in the same tab:
 * what was kept for the one before is deleted, and nothing of it is read on the way.
 */
function placeOf(prefix: string): string {
  const person = personHere();
  const before = sessionStorage.getItem(ownerKey);
  if (person !== "" && before !== person) {
    if (before !== null) sessionStorage.clear();
    sessionStorage.setItem(ownerKey, person);
  }
  return `${prefix}${person}:`;
}

/** A browser names the keys of a tab in an order of its own: the place of each stands before its value. */
const placed = /^(\d+) /;
const placeIn = (kept: string | null) => Number(placed.exec(kept ?? "")?.[1] ?? 0);

/** What was kept under these keys, what was written longest ago first. */
function inOrder(keys: readonly string[]): { key: string; at: number }[] {
  return keys.map((key) => ({ key, at: placeIn(sessionStorage.getItem(key)) })).sort((one, other) => one.at - other.at);
}

/**
 * A place in this tab alone, and of one person: what is typed about people does not stay on a shared machine after the tab is
 * closed. Storage may be full or forbidden; then a value lives as long as the page.
 * @param most more than a shift of open cases
 */
export function keptInTab(prefix: string, most = 40): Kept {
  const keysHere = (place: string) => Object.keys(sessionStorage).filter((key) => key.startsWith(place));
  const drop = (id: string) => tried(() => sessionStorage.removeItem(placeOf(prefix) + id));
  return {
    drop,
    read: (id) =>
      tried((): unknown => JSON.parse((sessionStorage.getItem(placeOf(prefix) + id) ?? "null").replace(placed, ""))) ??
      null,
    write(id, value) {
      drop(id);
      tried(() => {
        const place = placeOf(prefix);
        const kept = inOrder(keysHere(place));
        for (const { key } of kept.slice(0, Math.max(0, kept.length - most + 1))) sessionStorage.removeItem(key);
        sessionStorage.setItem(place + id, `${(kept.at(-1)?.at ?? 0) + 1} ${JSON.stringify(value)}`);
      });
    },
    ids: () =>
      tried(() => {
        const place = placeOf(prefix);
        return inOrder(keysHere(place)).map(({ key }) => key.slice(place.length));
      }) ?? [],
  };
}

/** Whoever signs in next in this tab finds nothing of who signed out. */
export function forgetTab(): void {
  tried(() => sessionStorage.clear());
}

function tried<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
