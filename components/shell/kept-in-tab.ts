/** What one kind of thing keeps in this tab, by id; the ones kept longest ago make room. */
type Kept = { read: (id: string) => unknown; write: (id: string, value: unknown) => void; drop: (id: string) => void };

/**
 * A place in this tab alone: what is typed about people does not stay on a shared machine after the tab is closed. Storage may
 * be full or forbidden; then a value lives as long as the page.
 * @param most more than a shift of open cases
 */
export function keptInTab(prefix: string, most = 40): Kept {
  const drop = (id: string) => tried(() => sessionStorage.removeItem(prefix + id));
  return {
    drop,
    read: (id) => tried((): unknown => JSON.parse(sessionStorage.getItem(prefix + id) ?? "null")) ?? null,
    write(id, value) {
      drop(id);
      tried(() => {
        const kept = Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
        for (const key of kept.slice(0, Math.max(0, kept.length - most + 1))) sessionStorage.removeItem(key);
        sessionStorage.setItem(prefix + id, JSON.stringify(value));
      });
    },
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
