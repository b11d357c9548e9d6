const waiting = new Set<() => void>();

/** Resolves when the browser says that the connection is back, or when a person says "send now". */
export function backOnline(): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      window.removeEventListener("online", go);
      waiting.delete(go);
      resolve();
    };
    window.addEventListener("online", go);
    waiting.add(go);
  });
}

/** What the button beside "the connection is lost" does: a server that was restarted never brings an `online` event. */
export function sendNow(): void {
  for (const go of [...waiting]) go();
}
