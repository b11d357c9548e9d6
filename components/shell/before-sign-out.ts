const steps = new Set<() => Promise<unknown>>();

/** What a screen still has to do in the name of who signs out; answers how to take it off the list. */
export function beforeSignOut(step: () => Promise<unknown>): () => void {
  steps.add(step);
  return () => steps.delete(step);
}

/** Does all of it. What fails stops nobody from leaving. */
export async function doBeforeSignOut(): Promise<void> {
  await Promise.allSettled([...steps].map((step) => step()));
}
