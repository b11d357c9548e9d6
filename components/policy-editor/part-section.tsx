"use client";

import type { ReactNode } from "react";
import type { EditOperation, Place } from "@/lib/policy/edit/contract";
import { ConfirmButton } from "../ui/confirm";
import { EditForm, ProblemsHere, UnsentNotice } from "./edit-form";
import { useEditor } from "./editor-context";

type Removal = {
  /** What would go, as a sentence. */
  what: string;
  label: string;
  operation: EditOperation;
  onDone: () => void;
};

type Props = {
  /** Where the part is in the draft; what is typed is kept under it. */
  place: Place;
  /** Of the section and its form, for whoever hears them. */
  label: string;
  heading: ReactNode;
  /** Its short name, where the heading is another. */
  code?: string;
  isTouched: boolean;
  operations: () => EditOperation[];
  removal?: Removal;
  children: ReactNode;
};

/** One part of a draft as it is edited: its name, what is inconsistent in it, its form, and the way to take it out. */
export function PartSection({ place, label, heading, code, isTouched, operations, removal, children }: Props) {
  const key = place.join(" ");
  const { view, edit } = useEditor();
  const title = <h2 className="text-16 font-semibold">{heading}</h2>;
  return (
    <section aria-label={label} className="grid min-w-0 content-start gap-4">
      {code ? (
        <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          {title}
          <span className="font-mono text-13 text-ink-soft">{code}</span>
        </header>
      ) : (
        title
      )}
      <ProblemsHere place={place} />
      <EditForm formKey={key} label={label} isTouched={isTouched} operations={operations}>
        {children}
      </EditForm>
      {removal && view.mayEdit ? (
        <div>
          <ConfirmButton
            size="small"
            what={removal.what}
            confirm={removal.label}
            onConfirm={() => edit(`remove ${key}`, [removal.operation], removal.onDone)}
          >
            {removal.label}
          </ConfirmButton>
        </div>
      ) : null}
      {removal ? <UnsentNotice formKey={`remove ${key}`} /> : null}
    </section>
  );
}
