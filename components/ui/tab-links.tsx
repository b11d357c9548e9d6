import type { ElementType, ReactNode } from "react";
import { tabClass, tabListClass } from "./tab-class";
import { cn } from "./text";

export type TabLink = { href: string; label: ReactNode; isCurrent: boolean };

/** Tabs that are addresses: they work without script and can be opened elsewhere. */
export function TabLinks({
  label,
  links,
  via: Via = "a",
  className,
}: {
  label: string;
  links: readonly TabLink[];
  via?: ElementType;
  className?: string;
}) {
  return (
    <nav aria-label={label} className={cn(tabListClass, className)}>
      {links.map((link) => (
        <Via key={link.href} href={link.href} aria-current={link.isCurrent ? "page" : undefined} className={tabClass}>
          {link.label}
        </Via>
      ))}
    </nav>
  );
}
