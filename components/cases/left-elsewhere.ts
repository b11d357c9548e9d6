let channel: BroadcastChannel | null = null;

/** Tells the other tabs of this browser that this one left a case: one of them may have it on its screen. */
export function tellOtherTabs(caseId: string): void {
  channel?.postMessage(caseId);
}

/** Calls with each case that another tab leaves; answers how to stop. */
export function onLeftElsewhere(hear: (caseId: string) => void): () => void {
  // The one through which this tab speaks as well: a second one would hear what the first says.
  const opened = new BroadcastChannel("recourse:left-case");
  channel = opened;
  opened.onmessage = ({ data: caseId }: MessageEvent<unknown>) => typeof caseId === "string" && hear(caseId);
  return () => {
    opened.close();
    if (channel === opened) channel = null;
  };
}
