import type { ReactNode } from "react";
import { cn } from "./text";

/** Spread these on the control: they tie it to its label, hint and error. */
export type ControlProps = {
  id: string;
  name: string;
  required?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

type Props = {
  /** The field's name in the form; the id too, unless `id` is given. */
  name: string;
  id?: string;
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what to do; shown in words and shape, and read with the control. */
  error?: ReactNode;
  isRequired?: boolean;
  /** Said behind the label of a field that may stay empty: "optional". */
  optionalWord?: string;
  isLabelHidden?: boolean;
  className?: string;
  children: (control: ControlProps) => ReactNode;
};

/** `<Field name="url" label="Address" error={…}>{(control) => <Input {...control} />}</Field>`; needs no script. */
export function Field({
  name,
  id = name,
  label,
  hint,
  error,
  isRequired,
  optionalWord,
  isLabelHidden,
  className,
  children,
}: Props) {
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={cn("grid gap-1.5", className)}>
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "font-medium"}>
        {label}
        {optionalWord ? <span className="font-normal text-ink-soft"> ({optionalWord})</span> : null}
      </label>
      <HintText id={`${id}-hint`}>{hint}</HintText>
      <ErrorText id={`${id}-error`}>{error}</ErrorText>
      {children({
        id,
        name,
        ...(isRequired ? { required: true } : {}),
        ...(described ? { "aria-describedby": described } : {}),
        ...(error ? { "aria-invalid": true } : {}),
      })}
    </div>
  );
}

export function HintText({ id, children }: { id: string; children?: ReactNode }) {
  return children ? (
    <div id={id} className="-mt-0.5 max-w-[68ch] text-ink-soft">
      {children}
    </div>
  ) : null;
}

export function ErrorText({ id, children }: { id: string; children?: ReactNode }) {
  return children ? (
    <p id={id} className="flex items-start gap-1.5 font-medium text-danger-ink">
      <svg viewBox="0 0 16 16" aria-hidden="true" className="mt-[0.15em] size-[1em] shrink-0 fill-current">
        <path d="M8 1 15.5 8 8 15 .5 8zM7.2 4.5v4.2h1.6V4.5zm0 5.4v1.6h1.6V9.9z" fillRule="evenodd" />
      </svg>
      {children}
    </p>
  ) : null;
}
