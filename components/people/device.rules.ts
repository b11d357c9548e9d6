/** Browser and system out of a User-Agent header, as far as they can be told; for recognising one's own sessions. */
export function deviceOf(userAgent: string): { browser: string | null; system: string | null } {
  const first = (known: readonly [string, RegExp][]) =>
    known.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? null;
  return {
    // Each names itself among others' names: the order is what tells them apart.
    browser: first([
      ["Edge", /Edg(e|A|iOS)?\//],
      ["Opera", /OPR\//],
      ["Firefox", /Firefox\/|FxiOS\//],
      ["Chrome", /Chrome\/|CriOS\/|Chromium\//],
      ["Safari", /Safari\//],
    ]),
    system: first([
      ["iPhone", /iPhone/],
      ["iPad", /iPad/],
      ["Android", /Android/],
      ["Windows", /Windows/],
      ["macOS", /Mac OS X/],
      ["Linux", /Linux/],
    ]),
  };
}
