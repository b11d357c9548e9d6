/** What is to be done once the tests of a file are over. Helpers are loaded once for several files, so they cannot hook in by themselves. */
const store = globalThis as typeof globalThis & { recourseToTidy?: (() => unknown)[] };

/** Tells what to do after the tests of this file; the last told is done first. */
export function tidyLater(work: () => unknown): void {
  store.recourseToTidy ??= [];
  store.recourseToTidy.push(work);
}

export async function tidy(): Promise<void> {
  for (;;) {
    const work = store.recourseToTidy?.pop();
    if (!work) return;
    await work();
  }
}
