import type { ComponentProps } from "react";
import { cn } from "./text";

/** The key that does the same as the control it stands in: `A`, `⌘K`, `↵`. */
export function Keycap({ className, children, ...rest }: ComponentProps<"kbd">) {
  return (
    <kbd
      className={cn(
        "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-current/35 px-1 font-sans text-12 leading-none font-medium [@media(pointer:coarse)]:hidden",
        className,
      )}
      {...rest}
    >
      {children}
    </kbd>
  );
}
