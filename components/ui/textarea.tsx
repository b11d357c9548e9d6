import type { ComponentProps } from "react";
import { controlClass } from "./control-class";
import { cn } from "./text";

/** Several lines; grows with what is typed where the browser can. */
export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      className={cn(controlClass, "field-sizing-content max-h-96 min-h-20 resize-y py-2 leading-normal", className)}
      {...rest}
    />
  );
}
