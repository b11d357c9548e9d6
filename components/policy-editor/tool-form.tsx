"use client";

import { type ReactNode, useEffect, useRef } from "react";
import type { EditOperation } from "@/lib/policy/edit/contract";
import { EditForm } from "./edit-form";

type Tool = {
  formKey: string;
  label: string;
  operations: () => EditOperation[];
  isTouched: boolean;
  onClose: () => void;
  onDone?: () => void;
  children: ReactNode;
};

/** A tool's form: its first field has the focus, Escape closes it, and what was typed stays. */
export function ToolForm({ formKey, label, onClose, onDone, children, ...form }: Tool) {
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>("input, select, textarea")?.focus(), []);
  return (
    <fieldset
      ref={box}
      aria-label={label}
      data-panel=""
      className="min-w-0 rounded-md border border-line bg-sunken p-4"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <EditForm
        formKey={formKey}
        label={label}
        saveLabel={label}
        onCancel={onClose}
        onDone={() => {
          onClose();
          onDone?.();
        }}
        {...form}
      >
        {children}
      </EditForm>
    </fieldset>
  );
}
