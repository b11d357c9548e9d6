import type { ReactNode } from "react";
import { cn } from "../ui/text";
import { type Tone, ToneShape, toneGround, toneInk } from "../ui/tone";

type Props = {
  tone?: Exclude<Tone, "accent">;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  role?: "status" | "alert";
};

/** A line over or under the columns about the whole case; as low as it can be, because the case is what is read. */
export function Banner({ tone = "information", title, children, actions, role }: Props) {
  return (
    <div
      role={role}
      className={cn(
        "flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md border px-3 py-1.5 text-13",
        toneGround[tone],
      )}
    >
      <ToneShape tone={tone} className="size-2.5" />
      <div className="flex min-w-0 flex-1 basis-60 flex-wrap gap-x-3">
        <p className={cn("font-semibold", toneInk[tone])}>{title}</p>
        {children}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  );
}
