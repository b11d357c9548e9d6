const released: string[] = [];

/** Cases this tab just put back: taking the next one leaves them to others first. */
export function rememberReleased(caseId: string): void {
  released.push(caseId);
  if (released.length > 50) released.shift();
}

export function releasedLately(): readonly string[] {
  return released;
}
