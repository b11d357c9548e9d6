import type { ReactNode } from "react";
import { Choice } from "./checkbox";
import { ErrorText, HintText } from "./field";
import { cn } from "./text";

export type RadioOption = { value: string; label: ReactNode; hint?: ReactNode; isDisabled?: boolean };

type Props = {
  name: string;
  legend: ReactNode;
  options: readonly RadioOption[];
  hint?: ReactNode;
  error?: ReactNode;
  defaultValue?: string;
  /** With `onChoose` it is controlled. */
  value?: string;
  onChoose?: (value: string) => void;
  isRequired?: boolean;
  isInline?: boolean;
  isLegendHidden?: boolean;
  className?: string;
};

/** One of a few. The browser's own radios in a fieldset: arrows, forms and screen readers work without script. */
export function RadioGroup({
  name,
  legend,
  options,
  hint,
  error,
  defaultValue,
  value,
  onChoose,
  className,
  ...is
}: Props) {
  const described = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset id={name} aria-describedby={described || undefined} className={cn("grid gap-1.5", className)}>
      <legend className={is.isLegendHidden ? "sr-only" : "mb-1.5 font-medium"}>{legend}</legend>
      <HintText id={`${name}-hint`}>{hint}</HintText>
      <ErrorText id={`${name}-error`}>{error}</ErrorText>
      <div className={is.isInline ? "flex flex-wrap gap-x-6 gap-y-1" : "grid gap-1"}>
        {options.map((option) => (
          <Choice
            key={option.value}
            type="radio"
            id={`${name}-${option.value}`}
            name={name}
            value={option.value}
            label={option.label}
            hint={option.hint}
            disabled={option.isDisabled}
            required={is.isRequired}
            aria-invalid={error ? true : undefined}
            {...(onChoose
              ? { checked: value === option.value, onChange: () => onChoose(option.value) }
              : { defaultChecked: defaultValue === option.value })}
          />
        ))}
      </div>
    </fieldset>
  );
}
