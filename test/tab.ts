/** A tab's storage, as browsers have it: its keys are its own properties. */
export function aTab() {
  const storage: Record<string, unknown> = {};
  const hidden = (name: string, value: unknown) => Object.defineProperty(storage, name, { value, enumerable: false });
  hidden("getItem", (key: string) => storage[key] ?? null);
  hidden("setItem", (key: string, value: string) => {
    storage[key] = value;
  });
  hidden("removeItem", (key: string) => delete storage[key]);
  hidden("clear", () => {
    for (const key of Object.keys(storage)) delete storage[key];
  });
  return storage;
}
