"use client";

import { useEffect } from "react";

/** Opened without its place in the address, a clause's page still begins at the clause; the outline shows where that is. */
export function KeepInSight({ anchor }: { anchor: string | null }) {
  useEffect(() => {
    const link = document.querySelector<HTMLElement>("[data-outline] [aria-current]");
    const outline = link?.closest<HTMLElement>("[data-outline]");
    if (link && outline) outline.scrollTop = link.offsetTop - outline.clientHeight / 3;
    if (anchor && window.location.hash === "") document.getElementById(anchor)?.scrollIntoView();
  }, [anchor]);
  return null;
}
