"use client";

import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button";
import { CloseShape } from "./close-shape";
import { cn } from "./text";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

type Props = Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: ReactNode;
  /** One sentence under the title; also what a screen reader says of the dialog. */
  description?: ReactNode;
  isTitleHidden?: boolean;
  size?: "small" | "medium" | "large";
  /** Buttons at the foot, the next action last. */
  actions?: ReactNode;
};

const widths = { small: "max-w-md", medium: "max-w-xl", large: "max-w-3xl" };

/** What floats over the desk and asks for an answer. Use seldom: deciding a case is never a dialog. */
export function DialogContent({
  title,
  description,
  isTitleHidden,
  size = "medium",
  actions,
  className,
  children,
  ...rest
}: Props) {
  const t = useTranslations("common.actions");
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
      <Radix.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "fixed top-[max(1rem,12dvh)] left-1/2 z-50 flex max-h-[80dvh] w-[calc(100vw-2rem)] -translate-x-1/2 flex-col rounded-md border border-line bg-raised shadow-float animate-appear",
          widths[size],
          className,
        )}
        {...rest}
      >
        <header className={cn(isTitleHidden ? "sr-only" : "flex items-start justify-between gap-4 px-5 pt-4 pb-1")}>
          <div className="grid min-w-0 gap-1">
            <Radix.Title className="text-16 font-semibold">{title}</Radix.Title>
            {description ? <Radix.Description className="text-ink-soft">{description}</Radix.Description> : null}
          </div>
          {isTitleHidden ? null : (
            <Radix.Close asChild>
              <Button look="quiet" size="icon" aria-label={t("close")} className="-mt-1 -mr-2">
                <CloseShape />
              </Button>
            </Radix.Close>
          )}
        </header>
        <div className={cn("min-h-0 overflow-y-auto", !isTitleHidden && "px-5 py-3")}>{children}</div>
        {actions ? (
          <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{actions}</footer>
        ) : null}
      </Radix.Content>
    </Radix.Portal>
  );
}
