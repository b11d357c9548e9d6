/**
 * On which line of a JSON text the value of a path begins: `["commitments", 3, "title"]`. The text must be JSON; where
 * the path leads nowhere, the line of the last part that is there.
 */
export function lineOfPath(text: string, path: readonly PropertyKey[]): number {
  let at = 0;
  const blank = () => {
    while (/\s/.test(text.charAt(at))) at += 1;
  };
  const string = () => {
    const from = at;
    for (at += 1; text.charAt(at) !== '"'; at += 1) if (text.charAt(at) === "\\") at += 1;
    at += 1;
    return JSON.parse(text.slice(from, at)) as string;
  };
  const skip = () => {
    if (text.charAt(at) === '"') return void string();
    if (!/[{[]/.test(text.charAt(at))) {
      while (at < text.length && !/[,\]}\s]/.test(text.charAt(at))) at += 1;
      return;
    }
    for (let depth = 0; at < text.length; ) {
      const sign = text.charAt(at);
      if (sign === '"') {
        string();
        continue;
      }
      at += 1;
      if (sign === "{" || sign === "[") depth += 1;
      if ((sign === "}" || sign === "]") && --depth === 0) return;
    }
  };
  /** Moves to the value of one part of the path; false: it is not there. */
  const enter = (part: PropertyKey): boolean => {
    const isList = text.charAt(at) === "[";
    if (!isList && text.charAt(at) !== "{") return false;
    at += 1;
    for (let index = 0; at < text.length; index += 1) {
      blank();
      if (/[\]}]/.test(text.charAt(at))) return false;
      const name = isList ? index : string();
      if (!isList) {
        blank();
        at += 1;
        blank();
      }
      if (name === part) return true;
      skip();
      blank();
      if (text.charAt(at) !== ",") return false;
      at += 1;
    }
    return false;
  };
  blank();
  let found = at;
  for (const part of path) {
    if (!enter(part)) break;
    found = at;
  }
  return text.slice(0, found).split("\n").length;
}

/** Whether a text could still become JSON by what follows it: what is there is no mistake yet. */
function isUnfinished(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
    return /end of JSON/i.test(message) || at >= beginning.trimEnd().length;
  }
}

/**
 * The line at which a text stops being JSON. Engines word their errors differently and some name no place, so that the
 * first line is looked for after which nothing could repair it: no part of JSON goes over the end of a line.
 */
export function lineOfSyntaxError(text: string): number {
  const lines = text.split("\n");
  let [good, bad] = [0, lines.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isUnfinished(lines.slice(0, middle).join("\n"))) good = middle;
    else bad = middle;
  }
  return bad;
}
