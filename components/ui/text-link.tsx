import type { ComponentProps, ElementType } from "react";
import { cn } from "./text";

type Props = Omit<ComponentProps<"a">, "href"> & {
  href: string;
  /** `a` on public pages; next/link's `Link` at the desk. */
  via?: ElementType;
  /** In a table or list, where every row is a link, the line shows on hover only. */
  isPlain?: boolean;
};

/** A link in words. */
export function TextLink({ via: Via = "a", isPlain = false, className, ...rest }: Props) {
  return (
    <Via
      className={cn(isPlain ? "rounded-sm text-ink hover:underline underline-offset-3" : "link", className)}
      {...rest}
    />
  );
}
