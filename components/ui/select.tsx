import type { ComponentProps } from "react";
import { controlClass } from "./control-class";
import { cn } from "./text";

export type SelectOption = { value: string; label: string; isDisabled?: boolean };
export type SelectGroup = { label: string; options: readonly SelectOption[] };

type Props = ComponentProps<"select"> & {
  options?: readonly (SelectOption | SelectGroup)[];
  /** The empty first choice: "Choose a platform". */
  placeholder?: string;
};

/** The browser's own select, so that it works without script, by keyboard and on a phone as people know it. */
export function Select({ options = [], placeholder, className, children, ...rest }: Props) {
  return (
    <span className={cn("relative block", className)}>
      <select className={cn(controlClass, "h-(--control-height) appearance-none pr-8")} {...rest}>
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((option) =>
          "options" in option ? <Group key={option.label} {...option} /> : <Choice key={option.value} {...option} />,
        )}
        {children}
      </select>
      <svg
        viewBox="0 0 16 16"
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-soft"
      >
        <path
          d="m4 6 4 4 4-4"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </span>
  );
}

function Choice({ value, label, isDisabled }: SelectOption) {
  return (
    <option value={value} disabled={isDisabled}>
      {label}
    </option>
  );
}

function Group({ label, options }: SelectGroup) {
  return (
    <optgroup label={label}>
      {options.map((option) => (
        <Choice key={option.value} {...option} />
      ))}
    </optgroup>
  );
}
