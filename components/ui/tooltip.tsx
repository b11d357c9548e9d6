"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Keycap } from "./keycap";

export const TooltipProvider = Radix.Provider;

type Props = { label: ReactNode; keycap?: string; side?: "top" | "right" | "bottom" | "left"; children: ReactNode };

/** The name of an icon button, on hover and focus. Never holds what a reader needs: a finger cannot open it. */
export function Tooltip({ label, keycap, side = "bottom", children }: Props) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-72 animate-appear items-center gap-2 rounded-sm bg-ink px-2 py-1 text-12 text-canvas shadow-float"
        >
          {label}
          {keycap ? <Keycap aria-hidden="true">{keycap}</Keycap> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
