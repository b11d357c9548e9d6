import { keptValue, useKept } from "../shell/kept-value";

const waiting = new Set<() => void>();
const isHeld = keptValue(false);
/** A server that was restarted brings no `online` event: while the browser has a network, it is tried again by itself. */
const again = 10_000;

/** Resolves when the browser says that the connection is back, when a person says "send now", or when it is worth a try. */
export function backOnline(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => navigator.onLine && go(), again);
    const go = () => {
      window.removeEventListener("online", go);
      clearInterval(timer);
      waiting.delete(go);
      isHeld.write(waiting.size > 0);
      resolve();
    };
    window.addEventListener("online", go);
    waiting.add(go);
    isHeld.write(true);
  });
}

/** Something waits for the connection. */
export function useIsHeld(): boolean {
  return useKept(isHeld);
}

/** What the button beside "the connection is lost" does. */
export function sendNow(): void {
  for (const go of [...waiting]) go();
}
