"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { leavesField, mayAct, type Place, pressed } from "./keys.rules";

export type KeyBinding = {
  /** `a`, `shift+a`, `mod+k`, `enter`, `?`, or one after the other: `g q`. */
  keys: string;
  /** What it does, for the list behind `?`; a binding without words is not listed. */
  label?: string;
  run: () => void;
  /** False: listed, but does nothing now. */
  isOn?: boolean;
  /** Listed under "Everywhere" instead of "On this screen". */
  isGlobal?: boolean;
};

type Registry = {
  set: (id: string, bindings: readonly KeyBinding[]) => void;
  remove: (id: string) => void;
  list: () => KeyBinding[];
  areSinglesOn: boolean;
  turnSingles: (isOn: boolean) => void;
};

const Context = createContext<Registry | null>(null);
const storedAs = "single-keys";

function registry(context: Registry | null): Registry {
  if (!context) throw new Error("useKeys needs a KeysProvider above it");
  return context;
}

/** Gives keys to the screen while it is shown: `useKeys([{ keys: "n", label: t("noViolation"), run: decideNone }])`. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const { set, remove } = registry(useContext(Context));
  const id = useId();
  // Each render brings fresh closures; the place in the order stays. Before the paint, not after it: a key that is pressed
  // in the very frame in which a case appears is meant for that case.
  useLayoutEffect(() => set(id, bindings));
  useLayoutEffect(() => () => remove(id), [id, remove]);
}

export function useKeyRegistry(): Registry {
  return registry(useContext(Context));
}

function placeOf(target: EventTarget | null): Place {
  const element = target instanceof Element ? target : document.body;
  const input = element.closest("input");
  const isTextInput = input !== null && !["checkbox", "radio", "button", "submit", "range"].includes(input.type);
  return {
    isTyping:
      isTextInput ||
      element.closest("textarea, select, [contenteditable=true], [role=textbox], [role=combobox]") !== null,
    isInOverlay: element.closest("[role=dialog], [role=alertdialog], [role=menu]") !== null,
    isOnControl:
      element.closest("button, a[href], summary, input, [role=button], [role=tab], [role=option], [role=switch]") !==
      null,
  };
}

/** To the region around a field, from which the keys of the screen work and Tab goes on where it was. */
function leaveField(field: EventTarget | null): void {
  if (!(field instanceof HTMLElement)) return;
  field.blur();
  field.parentElement?.closest<HTMLElement>("[tabindex]")?.focus({ preventScroll: true });
}

/** Listens once for the whole desk. The binding made last wins, so a screen may take a key from the shell. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const bindings = useRef(new Map<string, readonly KeyBinding[]>());
  const before = useRef<{ press: string; at: number } | null>(null);
  const [areSinglesOn, setSingles] = useState(true);
  useEffect(() => setSingles(localStorage.getItem(storedAs) !== "off"), []);

  const set = useCallback((id: string, list: readonly KeyBinding[]) => void bindings.current.set(id, list), []);
  const remove = useCallback((id: string) => void bindings.current.delete(id), []);
  const list = useCallback(() => [...bindings.current.values()].flat(), []);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const press = event.defaultPrevented || event.repeat ? null : pressed(event);
      if (!press) return;
      const place = placeOf(event.target);
      if (leavesField(press, place)) return leaveField(event.target);
      if (!mayAct(press, place, areSinglesOn)) return;
      const first =
        before.current && event.timeStamp - before.current.at < 1_000 ? `${before.current.press} ${press}` : null;
      const known = list().reverse();
      const found =
        (first && known.find((binding) => binding.keys === first)) || known.find((binding) => binding.keys === press);
      before.current = found ? null : { press, at: event.timeStamp };
      if (!found || found.isOn === false) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [list, areSinglesOn]);

  const turnSingles = useCallback((isOn: boolean) => {
    localStorage.setItem(storedAs, isOn ? "on" : "off");
    setSingles(isOn);
  }, []);
  const value = useMemo(
    () => ({ set, remove, list, areSinglesOn, turnSingles }),
    [set, remove, list, areSinglesOn, turnSingles],
  );
  return <Context value={value}>{children}</Context>;
}
