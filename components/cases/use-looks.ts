"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Revealed } from "@/lib/decisions/look.rules";
import { postJson } from "../shell/fetch-json";

/** A glance shows a picture for so long, however long the key is held. */
const glanceMs = 2_000;

/**
 * What is in sight, and where each is to be had: the server says that only in the answer to a look that it wrote down. An
 * answer that comes after somebody hid everything shows nothing any more.
 */
export function useLooks(ids: readonly string[]) {
  const [shown, setShown] = useState<ReadonlyMap<string, string>>(new Map());
  /** Rises when something is hidden. */
  const looks = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const isGlancing = useRef<boolean>(false);

  const reveal = useCallback(async (some: readonly string[]) => {
    const look = looks.current;
    const answers = await Promise.all(some.map((id) => postJson<Revealed>(`/api/media/${id}/reveal`)));
    if (look !== looks.current) return;
    const open = answers.flatMap((answer): [string, string][] =>
      answer.ok ? [[answer.value.mediaId, answer.value.address]] : [],
    );
    setShown((before) => new Map([...before, ...open]));
  }, []);
  const endGlance = useCallback(() => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    isGlancing.current = false;
  }, []);
  const hide = useCallback(
    (some: readonly string[]) => {
      endGlance();
      looks.current += 1;
      setShown((before) => new Map([...before].filter(([id]) => !some.includes(id))));
    },
    [endGlance],
  );
  /** Two seconds from when they are there; what is kept shown stays so. A key that repeats is one glance. */
  const glance = useCallback(async () => {
    const some = ids.filter((id) => !shown.has(id));
    if (isGlancing.current || some.length === 0) return;
    isGlancing.current = true;
    await reveal(some);
    if (isGlancing.current) timer.current = setTimeout(() => hide(some), glanceMs);
  }, [ids, shown, reveal, hide]);
  /** Shown until the same is asked again; a glance that is under way stays. */
  const keep = useCallback(() => {
    const isGlance = isGlancing.current;
    endGlance();
    const left = ids.filter((id) => !shown.has(id));
    if (left.length > 0) void reveal(left);
    else if (!isGlance) hide(ids);
  }, [ids, shown, reveal, hide, endGlance]);

  useEffect(() => {
    // Who turns to another window does not leave pictures open behind them for longer than a glance.
    const away = () => isGlancing.current && hide(ids);
    window.addEventListener("blur", away);
    return () => window.removeEventListener("blur", away);
  }, [ids, hide]);
  useEffect(() => endGlance, [endGlance]);

  return { shown, reveal, hide, glance, keep };
}
