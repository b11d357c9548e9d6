"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** Around tabs that are more than a line holds: one line that can be moved, and the current one always in sight. */
export function TabsInLine({ current, children }: { current: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  // `current` is what it depends on: on another page another tab is the one to see; so does the width of the screen.
  useEffect(() => {
    const tab =
      current === ""
        ? null
        : box.current?.querySelector<HTMLElement>("[aria-current=page], [role=tab][aria-selected=true]");
    const line = tab?.parentElement;
    if (!tab || !line) return;
    // Not scrollIntoView: that moves the page as well.
    const show = () => {
      line.scrollLeft = tab.offsetLeft - line.offsetLeft - (line.clientWidth - tab.offsetWidth) / 2;
    };
    show();
    const observer = new ResizeObserver(show);
    observer.observe(line);
    return () => observer.disconnect();
  }, [current]);
  return (
    <div ref={box} className="min-w-0">
      {children}
    </div>
  );
}
