import type { ComponentProps, ElementType, ReactNode } from "react";
import { type ButtonLook, buttonClass } from "./button-class";
import { Keycap } from "./keycap";
import { cn } from "./text";

type Props = Omit<ComponentProps<"a">, "href"> &
  ButtonLook & {
    href: string;
    keycap?: string;
    icon?: ReactNode;
    /** What draws the link: `a` on public pages, which need no script; pass next/link's `Link` at the desk. */
    via?: ElementType;
  };

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function LinkButton({ look, size, keycap, icon, via: Via = "a", className, children, ...rest }: Props) {
  return (
    <Via data-button="" aria-keyshortcuts={keycap} className={cn(buttonClass({ look, size }), className)} {...rest}>
      {icon}
      {children}
      {keycap ? <Keycap aria-hidden="true">{keycap}</Keycap> : null}
    </Via>
  );
}
