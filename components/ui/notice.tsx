import type { ReactNode } from "react";
import { cn } from "./text";
import { type Tone, ToneShape, toneGround, toneInk } from "./tone";

type Props = {
  tone?: Exclude<Tone, "accent">;
  /** The word that comes with the colour: what this is about. */
  title: ReactNode;
  children?: ReactNode;
  /** Buttons or links under the text. */
  actions?: ReactNode;
  /** `alert` is spoken at once (something just failed), `status` at the next pause, none for what was there from the start. */
  role?: "alert" | "status";
  className?: string;
};

/** Something to know before going on. For the product's own messages; a person's report is another thing. */
export function Notice({ tone = "information", title, children, actions, role, className }: Props) {
  return (
    <div
      role={role}
      data-panel=""
      className={cn(
        "grid grid-cols-[auto_1fr] content-start gap-x-2.5 rounded-md border px-3.5 py-3",
        toneGround[tone],
        className,
      )}
    >
      <ToneShape tone={tone} className="mt-[0.35em] size-3" />
      <div className="grid min-w-0 gap-1">
        <p className={cn("font-semibold", toneInk[tone])}>{title}</p>
        {children ? <div className="max-w-[68ch] text-ink">{children}</div> : null}
        {actions ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
