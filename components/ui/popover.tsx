"use client";

import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./text";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;
export const PopoverClose = Radix.Close;

/** More about one thing, beside it; give it an `aria-label`. */
export function PopoverContent({
  className,
  align = "start",
  sideOffset = 6,
  ...rest
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        align={align}
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(
          "z-50 w-80 max-w-[calc(100vw-1rem)] animate-appear rounded-md border border-line bg-raised p-4 shadow-float",
          className,
        )}
        {...rest}
      />
    </Radix.Portal>
  );
}
