"use client";

import { Tabs as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { tabClass, tabListClass } from "./tab-class";
import { cn } from "./text";

/** Parts of one place, without going anywhere. For parts with their own address use `TabLinks`. */
export function Tabs({ className, ...rest }: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root className={cn("min-w-0", className)} {...rest} />;
}

export function TabList({ className, ...rest }: ComponentProps<typeof Radix.List>) {
  return <Radix.List className={cn(tabListClass, className)} {...rest} />;
}

export function Tab({ className, ...rest }: ComponentProps<typeof Radix.Trigger>) {
  return <Radix.Trigger className={cn(tabClass, className)} {...rest} />;
}

export function TabPanel({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content className={cn("pt-4", className)} {...rest} />;
}
