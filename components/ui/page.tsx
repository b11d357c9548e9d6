import type { ReactNode } from "react";
import { cn } from "./text";

const widths = { full: "max-w-none", wide: "max-w-7xl", reading: "max-w-3xl" };

/** The body of a desk page under the top bar: `full` for case and queue, `wide` for tables, `reading` for documents and forms. */
export function Page({
  width = "wide",
  className,
  children,
}: {
  width?: keyof typeof widths;
  className?: string;
  children: ReactNode;
}) {
  return <div className={cn("mx-auto grid w-full gap-5 px-4 py-5 md:px-6", widths[width], className)}>{children}</div>;
}
