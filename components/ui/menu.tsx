"use client";

import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Keycap } from "./keycap";
import { cn } from "./text";

export const Menu = Radix.Root;
export const MenuTrigger = Radix.Trigger;
export const MenuGroup = Radix.Group;
export const MenuRadioGroup = Radix.RadioGroup;

const itemClass = cn(
  "relative flex min-h-(--control-height) items-center gap-2.5 rounded-sm px-2 outline-none select-none [&_svg]:size-4 [&_svg]:shrink-0",
  "data-[highlighted]:bg-hover data-[disabled]:text-ink-faint focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus",
);

export function MenuContent({
  className,
  align = "end",
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
          "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 animate-appear overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-float",
          className,
        )}
        {...rest}
      />
    </Radix.Portal>
  );
}

type ItemProps = ComponentProps<typeof Radix.Item> & { icon?: ReactNode; keycap?: string; isDanger?: boolean };

export function MenuItem({ icon, keycap, isDanger, className, children, asChild, ...rest }: ItemProps) {
  if (asChild) {
    return (
      <Radix.Item asChild className={cn(itemClass, isDanger && "text-danger-ink", className)} {...rest}>
        {children}
      </Radix.Item>
    );
  }
  return (
    <Radix.Item className={cn(itemClass, isDanger && "text-danger-ink", className)} {...rest}>
      {icon}
      <span className="flex-1">{children}</span>
      {keycap ? <Keycap aria-hidden="true">{keycap}</Keycap> : null}
    </Radix.Item>
  );
}

export function MenuRadioItem({ className, children, ...rest }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={cn(itemClass, "pl-7", className)} {...rest}>
      <Radix.ItemIndicator className="absolute left-2 inline-flex">
        <svg viewBox="0 0 16 16" aria-hidden="true" className="text-accent-ink">
          <path
            d="m3 8.5 3.2 3L13 4.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.75"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      </Radix.ItemIndicator>
      {children}
    </Radix.RadioItem>
  );
}

export function MenuLabel({ className, ...rest }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={cn("px-2 pt-2 pb-1 text-12 font-medium text-ink-soft", className)} {...rest} />;
}

export function MenuSeparator({ className, ...rest }: ComponentProps<typeof Radix.Separator>) {
  return <Radix.Separator className={cn("-mx-1 my-1 h-px bg-line", className)} {...rest} />;
}
