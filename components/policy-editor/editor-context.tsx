"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { EditOperation, Place } from "@/lib/policy/edit/contract";
import { isSame } from "@/lib/policy/edit/parts.rules";
import type { EditAnswer, EditedDraft } from "@/lib/policy/edit/view.contract";

/** What was typed under one key and not sent: field by field, so that what others change beside it is shown at once. */
export type Typed = Readonly<Record<string, unknown>>;

/** Why an edit did not come about; kept with what was typed until it is sent again or thrown away. */
export type Unsent = {
  operations: readonly EditOperation[];
  answer: Exclude<EditAnswer, { done: true }> | { done: false; failure: string };
};

export type Editor = {
  view: EditedDraft;
  isBusy: boolean;
  at: Place;
  goTo: (place: Place) => void;
  typed: Readonly<Record<string, Typed>>;
  setTyped: (key: string, typed: Typed | null) => void;
  unsent: Readonly<Record<string, Unsent>>;
  /** `key`: whose typing it settles. `onDone` with what stands afterwards. */
  edit: (key: string, operations: readonly EditOperation[], onDone?: () => void) => void;
  forget: (key: string) => void;
  /** Said to a screen reader at the next pause. */
  say: (sentence: string) => void;
};

const Context = createContext<Editor | null>(null);

export function EditorProvider({ editor, children }: { editor: Editor; children: ReactNode }) {
  return <Context value={editor}>{children}</Context>;
}

export function useEditor(): Editor {
  const editor = useContext(Context);
  if (!editor) throw new Error("useEditor needs an EditorProvider above it");
  return editor;
}

/** The fields of a form: what stands in the draft, and over it what was typed. */
export function useTyped<Fields extends object>(key: string, value: Fields) {
  const { typed, setTyped, view } = useEditor();
  const own = (typed[key] ?? {}) as Partial<Fields>;
  const changes = Object.fromEntries(
    Object.entries(own).filter(
      ([field, now]) => !isSame(tidy(now), Object.entries(value).find(([name]) => name === field)?.[1]),
    ),
  ) as Partial<Fields>;
  return {
    shown: { ...value, ...own },
    set: (change: Partial<Fields>) => setTyped(key, { ...own, ...change }),
    clear: () => setTyped(key, null),
    /** What differs, tidied: the change that is sent. */
    changes: tidy(changes),
    isTouched: Object.keys(changes).length > 0,
    isReadOnly: !view.mayEdit,
  };
}

/** Lists are typed as lines: what is blank in them means nothing. */
export function tidy<Value>(value: Value): Value {
  if (Array.isArray(value)) {
    const kept = value.filter((item) => typeof item !== "string" || item.trim() !== "");
    return kept.map((item) => (typeof item === "string" ? item.trim() : tidy(item))) as Value;
  }
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, tidy(field)])) as Value;
}
