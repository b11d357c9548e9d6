"use client";

import { type ComponentProps, useEffect, useRef } from "react";
import { TabLinks } from "./tab-links";

/** Tabs that are more than a line holds: one line that can be moved, and the current one always in sight. */
export function TabsInLine(props: ComponentProps<typeof TabLinks>) {
  const box = useRef<HTMLDivElement>(null);
  const current = props.links.find(({ isCurrent }) => isCurrent)?.href;
  useEffect(() => {
    const tab = current ? box.current?.querySelector<HTMLElement>("[aria-current=page]") : null;
    const line = tab?.parentElement;
    // Not scrollIntoView: that moves the page as well.
    if (tab && line) line.scrollLeft = tab.offsetLeft - line.offsetLeft - (line.clientWidth - tab.offsetWidth) / 2;
  }, [current]);
  return (
    <div ref={box} className="min-w-0">
      <TabLinks {...props} className="overflow-x-auto max-sm:flex-nowrap [scrollbar-width:thin]" />
    </div>
  );
}
