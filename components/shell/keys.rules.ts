/** What of a keyboard event the rules look at. */
export type KeyPress = {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
};

/**
 * The pressed key as bindings write it: `a`, `shift+a`, `?`, `enter`, `escape`, `mod+k` (⌘ or Ctrl).
 * Letters come from their place when the layout or an input method gives no Latin letter, so the keys work in a Chinese
 * or Cyrillic layout too. Null while a word is being composed, and for modifiers alone.
 */
export function pressed(event: KeyPress): string | null {
  if (event.isComposing || event.altKey) return null;
  if (["Shift", "Control", "Alt", "Meta", "CapsLock", "Dead", "Unidentified"].includes(event.key)) return null;
  const isLatin = /^[\x21-\x7e]$/.test(event.key);
  const placed = /^Key([A-Z])$/.exec(event.code)?.[1];
  const key = (isLatin || !placed ? event.key : placed).toLowerCase();
  const isLetter = /^[a-z]$/.test(key);
  const named = key === " " ? "space" : key;
  // Shift only tells letters and named keys apart: `?` needs it on some layouts and not on others.
  const shift = event.shiftKey && (isLetter || named.length > 1) ? "shift+" : "";
  return `${event.ctrlKey || event.metaKey ? "mod+" : ""}${shift}${named}`;
}

/** A single key without Ctrl or ⌘: these can be turned off (WCAG 2.1.4) and never fire while typing. */
export function isSingle(keys: string): boolean {
  return !keys.includes("mod+");
}

export type Place = { isTyping: boolean; isInOverlay: boolean; isOnControl: boolean };

/** Whether a press may act where the focus is: not while typing, not under an open dialog, and Enter or Space not on a button. */
export function mayAct(keys: string, place: Place, areSinglesOn: boolean): boolean {
  if (place.isInOverlay) return false;
  if (!isSingle(keys)) return true;
  if (place.isTyping || !areSinglesOn) return false;
  return !(place.isOnControl && (keys === "enter" || keys === "space"));
}

/** Esc where somebody types leaves the field, and nothing else yet: a second one does what Esc does on the screen. */
export function leavesField(keys: string, { isTyping, isInOverlay }: Place): boolean {
  return keys === "escape" && isTyping && !isInOverlay;
}

/** Of bindings in the order in which they were made, those that a press reaches: the last one of its keys. */
export function reached<Binding extends { keys: string }>(bindings: readonly Binding[]): Binding[] {
  return bindings.filter(({ keys }, at) => !bindings.some((later, place) => place > at && later.keys === keys));
}

/** How keys are printed on a cap: `mod+k` is ⌘K on a Mac and Ctrl K elsewhere, `enter` is ↵, `g q` is G and Q. */
export function caps(keys: string, isMac: boolean): string[] {
  return keys.split(" ").map((press) =>
    press
      .split("+")
      .map(
        (part) =>
          names(isMac)[part] ?? (part.length === 1 ? part.toUpperCase() : part[0]?.toUpperCase() + part.slice(1)),
      )
      .join(isMac ? "" : " "),
  );
}

function names(isMac: boolean): Record<string, string> {
  return {
    mod: isMac ? "⌘" : "Ctrl",
    shift: "⇧",
    enter: "↵",
    escape: "Esc",
    arrowup: "↑",
    arrowdown: "↓",
    arrowleft: "←",
    arrowright: "→",
    space: "␣",
  };
}
