"use client";

import { useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { beforeSignOut } from "../shell/before-sign-out";
import { leaveNothingInHand, staysInHand } from "./in-hand";

/** Gives back what is in hand as soon as its holder goes to other work, to the queue, or away; a break does so by itself. */
export function InHandOnlyHere() {
  const cache = useQueryClient();
  const path = usePathname();
  useEffect(() => {
    if (!staysInHand(path)) void leaveNothingInHand(cache);
  }, [cache, path]);
  useEffect(() => {
    const leave = () => void leaveNothingInHand(cache);
    const stop = beforeSignOut(() => leaveNothingInHand(cache));
    window.addEventListener("pagehide", leave);
    return () => {
      stop();
      window.removeEventListener("pagehide", leave);
    };
  }, [cache]);
  return null;
}
