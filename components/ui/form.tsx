"use client";

import type { ComponentProps } from "react";
import { useIsHydrated } from "./use-is-hydrated";

/**
 * A form that a script sends. Until that script listens nothing can be typed into it or pressed: the browser would put the
 * fields, a password among them, into the address, and what was typed would be lost. `method` is the second lock.
 */
export function Form({ children, ...rest }: ComponentProps<"form">) {
  const isHydrated = useIsHydrated();
  return (
    <form method="post" {...rest}>
      <fieldset disabled={!isHydrated} role="none" className="contents">
        {children}
      </fieldset>
    </form>
  );
}
