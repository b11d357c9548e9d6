"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Revealed } from "@/lib/decisions/look.rules";
import { postJson } from "../shell/fetch-json";

/** A press shows the pictures this long; a key that is held shows them while it is held. */
const glance = 2_000;
/** From here on a press is a hold. */
const heldFrom = 350;

/**
 * Which pictures are in sight, and where each is to be had: the server says that only in the answer to a look that it
 * wrote down. An answer that comes after the key was let go shows nothing any more.
 */
export function useLooks(ids: readonly string[]) {
  const [shown, setShown] = useState<ReadonlyMap<string, string>>(new Map());
  const pressedAt = useRef<number | null>(null);
  /** Rises when pictures are hidden. */
  const looks = useRef(0);

  const reveal = useCallback((some: readonly string[]) => {
    const look = looks.current;
    for (const id of some) {
      void postJson<Revealed>(`/api/media/${id}/reveal`).then((answer) => {
        if (answer.ok && look === looks.current) setShown((before) => new Map([...before, [id, answer.value.address]]));
      });
    }
  }, []);
  const hide = useCallback((some: readonly string[]) => {
    looks.current += 1;
    setShown((before) => new Map([...before].filter(([id]) => !some.includes(id))));
  }, []);
  const press = useCallback(() => {
    pressedAt.current = performance.now();
    reveal(ids);
  }, [ids, reveal]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const letGo = () => {
      if (pressedAt.current === null) return;
      const held = performance.now() - pressedAt.current;
      pressedAt.current = null;
      timer = setTimeout(() => hide(ids), held > heldFrom ? 0 : glance - held);
    };
    window.addEventListener("keyup", letGo);
    window.addEventListener("blur", letGo);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("keyup", letGo);
      window.removeEventListener("blur", letGo);
    };
  }, [ids, hide]);

  return { shown, reveal, hide, press };
}
