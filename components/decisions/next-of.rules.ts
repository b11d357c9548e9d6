/**
 * What is asked for beside a decision: another case of the queue that `search` describes, laid ready behind the one that is
 * on the screen by then and those that are `ready` behind it. Nothing where nobody is at the desk any more.
 */
export function nextOf(search: string, onScreen: string | null, ready: readonly string[]): string {
  if (onScreen === null) return "";
  const behind = ready.length > 0 ? `&ready=${ready.join(",")}` : "";
  return `?next=1&inHand=${onScreen}${behind}${search === "" ? "" : `&${search}`}`;
}
