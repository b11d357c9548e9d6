import type { ComponentProps } from "react";
import { controlClass } from "./control-class";
import { cn } from "./text";

/** One line of text. Put it in a `Field`, which names it. */
export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return <input type={type} className={cn(controlClass, "h-(--control-height)", className)} {...rest} />;
}
