"use client";

import { useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { beforeSignOut } from "../shell/before-sign-out";
import { leaveNothingInHand, leftElsewhere, shownAgain, staysInHand } from "./in-hand";
import { onLeftElsewhere } from "./left-elsewhere";

/** Gives back what is in hand as soon as its holder goes to other work, to the queue, or away; a break does so by itself. */
export function InHandOnlyHere() {
  const cache = useQueryClient();
  const path = usePathname();
  useEffect(() => {
    if (!staysInHand(path)) void leaveNothingInHand(cache);
  }, [cache, path]);
  useEffect(() => {
    const leave = () => void leaveNothingInHand(cache, { why: "closing" });
    const shown = ({ persisted }: PageTransitionEvent) => void (persisted && shownAgain(cache));
    const stops = [
      beforeSignOut(() => leaveNothingInHand(cache, { why: "signOut" })),
      onLeftElsewhere((caseId) => void leftElsewhere(cache, caseId)),
    ];
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", shown);
    return () => {
      for (const stop of stops) stop();
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", shown);
    };
  }, [cache]);
  return null;
}
