"use client";

import { type ReactNode, useId } from "react";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select, type SelectOption } from "../ui/select";
import { cn } from "../ui/text";
import { Textarea } from "../ui/textarea";
import { useEditor } from "./editor-context";

type Common = { label: ReactNode; hint?: ReactNode; error?: ReactNode; className?: string; isRequired?: boolean };

type TextProps = Common & { value: string; onChange: (value: string) => void; lang?: string; isLong?: boolean };

export function TextField({ value, onChange, lang, isLong, ...field }: TextProps) {
  const id = useId();
  const readOnly = !useEditor().view.mayEdit;
  const own = { value, lang, readOnly };
  return (
    <Field name={id} {...field} className={cn("content-start", field.className)}>
      {(control) =>
        isLong ? (
          <Textarea {...control} {...own} rows={3} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <Input {...control} {...own} onChange={(event) => onChange(event.target.value)} />
        )
      }
    </Field>
  );
}

type ListProps = Common & { value: readonly string[]; onChange: (value: string[]) => void; lang?: string };

/** One entry a line. */
export function LinesField({ value, onChange, ...field }: ListProps) {
  return <TextField {...field} isLong value={value.join("\n")} onChange={(text) => onChange(text.split("\n"))} />;
}

/** Short entries with commas between them. */
export function TagsField({ value, onChange, ...field }: ListProps) {
  return (
    <TextField
      {...field}
      value={value.join(",")}
      onChange={(text) => onChange(text === "" ? [] : text.split(/[,，、]/))}
    />
  );
}

type ChoiceProps = Common & {
  value: string;
  onChange: (value: string) => void;
  options: readonly SelectOption[];
  placeholder?: string;
};

export function ChoiceField({ value, onChange, options, placeholder, ...field }: ChoiceProps) {
  const id = useId();
  const { mayEdit } = useEditor().view;
  return (
    <Field name={id} {...field} className={cn("content-start", field.className)}>
      {(control) => (
        <Select
          {...control}
          value={value}
          options={options}
          placeholder={placeholder}
          disabled={!mayEdit}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

type NumberProps = Common & { value: number | null; onChange: (value: number | null) => void; min?: number };

export function NumberField({ value, onChange, min = 1, ...field }: NumberProps) {
  const id = useId();
  const readOnly = !useEditor().view.mayEdit;
  return (
    <Field name={id} {...field} className={cn("content-start", field.className)}>
      {(control) => (
        <Input
          {...control}
          type="number"
          inputMode="numeric"
          min={min}
          className="max-w-32"
          readOnly={readOnly}
          value={value ?? ""}
          onChange={(event) => onChange(event.target.value === "" ? null : Number(event.target.value))}
        />
      )}
    </Field>
  );
}

export function DayField({
  value,
  onChange,
  ...field
}: Common & { value: string | null; onChange: (value: string | null) => void }) {
  const id = useId();
  const readOnly = !useEditor().view.mayEdit;
  return (
    <Field name={id} {...field} className={cn("content-start", field.className)}>
      {(control) => (
        <Input
          {...control}
          type="date"
          className="max-w-48"
          readOnly={readOnly}
          value={value ?? ""}
          onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
        />
      )}
    </Field>
  );
}

export function YesField({
  label,
  hint,
  value,
  onChange,
}: Common & { value: boolean; onChange: (value: boolean) => void }) {
  const id = useId();
  const { mayEdit } = useEditor().view;
  return (
    <Checkbox
      id={id}
      label={label}
      hint={hint}
      checked={value}
      disabled={!mayEdit}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}

type ChecksProps = Common & {
  value: readonly string[];
  onChange: (value: string[]) => void;
  options: readonly { value: string; label: ReactNode }[];
};

/** Any of a few. What is chosen and no longer offered stays to be unchosen. */
export function ChecksField({ label, hint, error, value, onChange, options, className }: ChecksProps) {
  const id = useId();
  const { mayEdit } = useEditor().view;
  const offered = new Set(options.map((option) => option.value));
  const all = [
    ...options,
    ...value.filter((chosen) => !offered.has(chosen)).map((chosen) => ({ value: chosen, label: chosen })),
  ];
  return (
    <fieldset className={className} aria-describedby={hint || error ? `${id}-hint` : undefined}>
      <legend className="mb-1 font-medium">{label}</legend>
      {hint || error ? (
        <p id={`${id}-hint`} className={error ? "font-medium text-danger-ink" : "text-ink-soft"}>
          {error ?? hint}
        </p>
      ) : null}
      <div className="grid gap-x-4 sm:grid-cols-2">
        {all.map((option) => (
          <Checkbox
            key={option.value}
            label={option.label}
            checked={value.includes(option.value)}
            disabled={!mayEdit}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...value, option.value] : value.filter((other) => other !== option.value),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
