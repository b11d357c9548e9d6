type Known = { ready: readonly string[]; last?: readonly string[] };

/**
 * What is asked for beside a decision: another case of the queue that `search` describes, laid ready behind the one that is
 * on the screen by then and those that are `ready` behind it; the `last` ones, which were just put back, only where nothing
 * else is left. Nothing where nobody is at the desk any more.
 */
export function nextOf(search: string, onScreen: string | null, { ready, last = [] }: Known): string {
  if (onScreen === null) return "";
  const behind = ready.length > 0 ? `&ready=${ready.join(",")}` : "";
  const after = last.length > 0 ? `&last=${last.join(",")}` : "";
  return `?next=1&inHand=${onScreen}${behind}${after}${search === "" ? "" : `&${search}`}`;
}
