const released: string[] = [];

/** Cases this tab just put back: they are left to others first, and come again where nothing else is left. */
export function rememberReleased(caseId: string): void {
  released.push(caseId);
  if (released.length > 50) released.shift();
}

/** The ids of the last fifty of them at most, the newest last. */
export function releasedLately(): readonly string[] {
  return released;
}
