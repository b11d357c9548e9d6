/** Where a selection stands in the text of one element: offsets in UTF-16 units. Null when it is empty or elsewhere. */
export function selectedIn(container: HTMLElement | null): { start: number; end: number } | null {
  const selection = window.getSelection();
  if (!container || !selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!container.contains(range.startContainer) || !container.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(container);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return { start, end: start + range.toString().length };
}

/**
 * Selecting by keyboard in text that is not edited, which browsers offer only behind a setting: an arrow takes the next
 * word, Shift adds one. Word by word as the browser splits the language, Chinese too.
 * @returns whether the key was one of ours
 */
export function selectByKey(
  container: HTMLElement,
  key: string,
  isExtending: boolean,
  by: "word" | "character" = "word",
): boolean {
  if (key !== "ArrowRight" && key !== "ArrowLeft") return false;
  const selection = window.getSelection();
  if (!selection) return false;
  const direction = key === "ArrowRight" ? "forward" : "backward";
  if (selection.rangeCount === 0 || !container.contains(selection.anchorNode)) {
    selection.collapse(container, direction === "forward" ? 0 : container.childNodes.length);
  } else if (!isExtending) {
    if (direction === "forward") selection.collapseToEnd();
    else selection.collapseToStart();
  }
  selection.modify("extend", direction, by);
  if (!container.contains(selection.focusNode)) selection.selectAllChildren(container);
  return true;
}
