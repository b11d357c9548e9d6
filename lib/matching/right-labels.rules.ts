type Labelled = { label?: string | null; labels?: readonly (string | null)[] | null };

/** The labels that are right for a text, the first one first, each once; none: there is nothing to measure by. */
export function rightLabels({ label: first, labels }: Labelled): (string | null)[] {
  return [...new Set([...(first === undefined ? [] : [first]), ...(labels ?? [])])];
}
