import type { ComponentProps, ReactNode } from "react";
import { cn } from "./text";

type Props = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode };

/** The browser's own box with its words beside it; the whole line is the target. */
export function Checkbox({ label, hint, className, ...rest }: Props) {
  return <Choice type="checkbox" label={label} hint={hint} className={className} {...rest} />;
}

/** One line of a checkbox or radio group; used by both. */
export function Choice({ type, label, hint, className, id, ...rest }: Props & { type: "checkbox" | "radio" }) {
  const hintId = hint && id ? `${id}-hint` : undefined;
  return (
    <label
      className={cn(
        "flex min-h-(--control-height-small) cursor-pointer items-start gap-2.5 py-0.5 has-disabled:cursor-not-allowed has-disabled:text-ink-faint",
        className,
      )}
    >
      <input
        id={id}
        type={type}
        aria-describedby={hintId}
        className={cn(
          "relative mt-[0.2em] size-[1.15em] shrink-0 cursor-[inherit] appearance-none border border-line-strong bg-surface transition-colors duration-100",
          "checked:border-accent checked:bg-accent aria-invalid:border-danger forced-colors:appearance-auto",
          type === "radio"
            ? "rounded-full after:absolute after:inset-[25%] after:rounded-full after:bg-on-accent not-checked:after:hidden"
            : "rounded-sm after:absolute after:top-[8%] after:left-[32%] after:h-[58%] after:w-[30%] after:rotate-45 after:border-r-2 after:border-b-2 after:border-on-accent not-checked:after:hidden",
        )}
        {...rest}
      />
      <span className="min-w-0">
        {label}
        {hint ? (
          <span id={hintId} className="block text-ink-soft">
            {hint}
          </span>
        ) : null}
      </span>
    </label>
  );
}
