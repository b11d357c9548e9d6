/**
 * What is asked for beside a decision: the next case of the queue that `search` describes, laid ready behind the one that
 * is on the screen by then. Nothing where nobody is at the desk any more.
 */
export function nextOf(search: string, onScreen: string | null): string {
  if (onScreen === null) return "";
  return `?next=1&inHand=${onScreen}${search === "" ? "" : `&${search}`}`;
}
