/** Which tools read a case before a person did: our matcher in a version of it (null: it has not), and readers outside. */
export type ReadBy = {
  matcher: string | null;
  outside: { tool: "model" | "classifier"; name: string }[];
  /**
   * Readers outside that are switched on and said nothing: still to be asked, asked without a usable answer, too late, or
   * not asked because the day's budget is spent.
   */
  silent?: Silent[];
};
/** `until`: when the budget begins anew, as an instant; null where it is 0 on every day. */
export type Silent = { tool: "model" | "classifier" } & (
  | { why: "waiting" | "failed" | "late" }
  | { why: "budget"; until: string | null }
);

const outside = /^(model|classifier):(.+)$/;

/**
 * The tools behind a suggestion, from the line stored with it: the matcher's version, what it had learned, then each reader
 * outside that answered, `model:gpt-oss-safeguard:20b`. A name may hold spaces. Null: nothing was read.
 */
export function readByOf(stored: string | null): ReadBy {
  const [own = "", ...others] = (stored ?? "").split(/ (?=(?:model|classifier):)/);
  return {
    matcher: own.split(" ")[0] || null,
    outside: others.flatMap((one) => {
      const [, tool, name] = outside.exec(one) ?? [];
      return tool && name ? [{ tool: tool === "model" ? "model" : "classifier", name }] : [];
    }),
  };
}

/**
 * What is told of a reading without an answer; null where the reader had no part in it, as where there was nothing to read.
 */
export function silenceOf(state: string, why: string | null): Exclude<Silent["why"], "budget"> | null {
  if (state === "waiting" || state === "asking") return "waiting";
  if (state === "failed") return "failed";
  return state === "dropped" && why === "too_late" ? "late" : null;
}
