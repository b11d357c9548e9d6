/** Up to three references that a mistyped one may have meant, best first: same letters and digits, then few changes away. */
export function nearestRefs(refs: readonly string[], wanted: string): string[] {
  const target = bare(wanted);
  return refs
    .map((ref) => ({ ref, far: distance(bare(ref), target) }))
    .filter(({ far }) => far <= Math.max(2, Math.ceil(target.length / 3)))
    .sort((a, b) => a.far - b.far || a.ref.localeCompare(b.ref))
    .slice(0, 3)
    .map(({ ref }) => ref);
}

function bare(ref: string): string {
  return ref
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .slice(0, 60);
}

/** Levenshtein distance: how many letters to add, drop or change. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
