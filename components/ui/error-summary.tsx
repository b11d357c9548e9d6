import type { ReactNode } from "react";
import { ToneShape } from "./tone";

export type SummaryError = { /** The id of the control, as given to `Field`. */ field: string; message: ReactNode };

/** All that is wrong with a form, at its head, each a link to its field. Rendered only when there is something. */
export function ErrorSummary({
  title,
  errors,
  id = "error-summary",
}: {
  title: ReactNode;
  errors: readonly SummaryError[];
  id?: string;
}) {
  if (errors.length === 0) return null;
  return (
    <div role="alert" id={id} tabIndex={-1} className="rounded-md border-2 border-danger bg-surface p-4">
      <h2 className="flex items-center gap-2 font-semibold text-danger-ink">
        <ToneShape tone="danger" className="size-3" />
        {title}
      </h2>
      <ul className="mt-2 grid gap-1">
        {errors.map(({ field, message }) => (
          <li key={field}>
            <a
              href={`#${field}`}
              className="rounded-sm font-medium text-danger-ink underline underline-offset-3 hover:decoration-2"
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
