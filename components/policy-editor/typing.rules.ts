import { lists, type Place } from "@/lib/policy/edit/contract";
import { partsOf } from "@/lib/policy/edit/parts.rules";
import type { VersionFile } from "@/lib/policy/import/version.contract";
import type { Typed, Unsent } from "./editor-context";

/** What was typed and not sent, by form, and the state of the draft that its writer had before them. */
export type Typing = {
  typed: Readonly<Record<string, Typed>>;
  since: Readonly<Record<string, number>>;
};

export const nothingTyped: Typing = { typed: {}, since: {} };

export function without<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
}

/**
 * What is still told of earlier tries once a write has come about: no more than conflicts in forms, where somebody has yet to
 * choose whose words stay. That a try was refused, or that nothing could be taken back, says nothing of the draft as it is now.
 */
export function stillUnsent(
  unsent: Readonly<Record<string, Unsent>>,
  done: string | null,
): Readonly<Record<string, Unsent>> {
  return Object.fromEntries(
    Object.entries(unsent).filter(
      ([key, { answer, operations }]) => key !== done && "conflict" in answer && operations.length > 0,
    ),
  );
}

/** Typing began on the draft as it was then: what others write later was not seen by whoever had begun. */
export function withTyped({ typed, since }: Typing, key: string, fields: Typed, rev: number): Typing {
  return { typed: { ...typed, [key]: fields }, since: { [key]: rev, ...since } };
}

/** Sent, or thrown away. */
export function withoutTyped({ typed, since }: Typing, key: string): Typing {
  return { typed: without(typed, key), since: without(since, key) };
}

/** A conflict was told, with the draft as it is now beside what was typed: to send again is to choose. */
export function withSeen({ typed, since }: Typing, key: string, rev: number): Typing {
  return { typed, since: { ...since, [key]: rev } };
}

/** The `rev` that an edit is made on: the one that its writer had before them, not the newest that came in. */
export function revFor({ since }: Typing, key: string, shown: number): number {
  return since[key] ?? shown;
}

/** What stands at a place of a draft, where it is words or a list of them; null where it is more than that, or gone. */
export function wordsAt(file: VersionFile, [list, key = "", ...rest]: Place): string[] | null {
  const known = lists.find((one) => one === list);
  let value: unknown = known && partsOf(file)[known].get(known === "version" ? "version" : key);
  for (const field of known === "version" ? [key, ...rest] : rest)
    value = typeof value === "object" && value !== null ? Reflect.get(value, field) : undefined;
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  const isList = Array.isArray(value) && value.every((one) => typeof one === "string" || typeof one === "number");
  return isList && Array.isArray(value) ? value.map(String) : null;
}
