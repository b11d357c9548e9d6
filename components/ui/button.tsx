import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, buttonClass } from "./button-class";
import { Keycap } from "./keycap";
import { cn } from "./text";

type Props = ComponentProps<"button"> &
  ButtonLook & {
    /** The key that does the same; shown in the control and told to assistive technology. */
    keycap?: string;
    /** `aria-keyshortcuts` when it differs from the cap, as in `Meta+K` for `⌘K`. */
    shortcut?: string;
    icon?: ReactNode;
    /** At work: the button keeps its place and words, takes no second press, and turns only after 300 ms. */
    isBusy?: boolean;
  };

/** A verb. `type` is "button" unless told otherwise, so that none sends a form by accident. */
export function Button({
  look,
  size,
  keycap,
  shortcut,
  icon,
  isBusy = false,
  className,
  children,
  onClick,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      aria-keyshortcuts={shortcut ?? keycap}
      className={cn(buttonClass({ look, size }), className)}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {isBusy ? <Turning /> : icon}
      {children}
      {keycap ? <Keycap aria-hidden="true">{keycap}</Keycap> : null}
    </button>
  );
}

function Turning() {
  return (
    <span aria-hidden="true" className="inline-flex animate-late">
      <span className="size-3.5 animate-turn rounded-full border-2 border-current border-t-transparent" />
    </span>
  );
}
