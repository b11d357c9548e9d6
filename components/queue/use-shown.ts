"use client";

import { useRef, useState } from "react";
import type { QueueRow } from "@/lib/queue/contract";
import { inPlace, type ShownList, settled } from "./live.rules";

type Shown<Row extends QueueRow> = ShownList<Row> & {
  /** Shows the list as it is now, whatever moves. */
  settle: () => void;
  /** For the element that holds the rows: a pointer over it or the focus in it is a hand on the list. */
  hand: {
    onPointerEnter: () => void;
    onPointerLeave: () => void;
    onFocus: () => void;
    onBlur: (event: React.FocusEvent) => void;
  };
};

/** The rows so that none moves under a hand: while one is on the list, what left is greyed and what is new waits. */
export function useShown<Row extends QueueRow>(fresh: readonly Row[], search: string): Shown<Row> {
  const [isOver, setIsOver] = useState(false);
  const [isIn, setIsIn] = useState(false);
  const base = useRef({ search, rows: fresh });
  const isHeld = (isOver || isIn) && base.current.search === search && base.current.rows.length > 0;
  const list = isHeld ? inPlace(base.current.rows, fresh) : settled(fresh);
  // What was shown last is what must not move next; a list that was read on goes on from its own end.
  base.current = { search, rows: list.rows.map(({ row }) => row) };
  const [, again] = useState(0);
  return {
    ...list,
    settle: () => {
      base.current = { search, rows: [] };
      again((count) => count + 1);
    },
    hand: {
      onPointerEnter: () => setIsOver(true),
      onPointerLeave: () => setIsOver(false),
      onFocus: () => setIsIn(true),
      onBlur: ({ currentTarget, relatedTarget }) =>
        currentTarget.contains(relatedTarget instanceof Node ? relatedTarget : null) ? undefined : setIsIn(false),
    },
  };
}
