type Nested = { [name: string]: unknown };

/** Fields of a form by dotted names as one object: `byLanguage.de` is `de` within `byLanguage`. A `|` stands for a dot in a name itself. */
export function nestedFields(fields: Record<string, unknown>): Nested {
  const whole: Nested = {};
  for (const [path, value] of Object.entries(fields)) {
    const names = path.split(".").map((name) => name.replaceAll("|", "."));
    const last = names.pop() ?? path;
    let at = whole;
    for (const name of names) {
      const inner = (at[name] ?? {}) as Nested;
      at[name] = inner;
      at = inner;
    }
    at[last] = value;
  }
  return whole;
}
