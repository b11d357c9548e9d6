"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "./button";
import { cn } from "./text";

type StepProps = {
  /** What will happen, in a sentence. */
  children: ReactNode;
  /** The verb that does it. */
  label: string;
  /** How it looks; as a danger unless nothing is lost by it. */
  look?: ComponentProps<typeof Button>["look"];
  isBusy?: boolean;
  /** The focus begins on the way back: Space and Enter must not do what takes something away. */
  isSafeFirst?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
  className?: string;
};

/** The second step of something that is not easily taken back, where the first was: no window opens over the page. */
export function ConfirmStep({
  children,
  label,
  look = "danger",
  isBusy,
  isSafeFirst = false,
  onConfirm,
  onCancel,
  className,
}: StepProps) {
  const t = useTranslations("common.actions");
  const id = useId();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <fieldset
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onCancel();
      }}
      className={cn(
        "grid min-w-0 max-w-md animate-rise gap-2 rounded-md border border-caution-line bg-caution-soft p-3 text-left text-13 whitespace-normal",
        className,
      )}
    >
      <p id={id}>{children}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          ref={isSafeFirst ? undefined : first}
          look={look}
          size="small"
          isBusy={isBusy}
          aria-describedby={id}
          onClick={onConfirm}
        >
          {label}
        </Button>
        <Button ref={isSafeFirst ? first : undefined} look="quiet" size="small" onClick={onCancel}>
          {t("cancel")}
        </Button>
      </div>
    </fieldset>
  );
}

type ButtonProps = Omit<ComponentProps<typeof Button>, "onClick"> & {
  /** What will happen, in a sentence. */
  what: ReactNode;
  /** The verb of the second step; that of the first unless given. */
  confirm: string;
  onConfirm: () => void;
};

/** A button that says what it does before it does it; cancelled, the focus is where it was. */
export function ConfirmButton({ what, confirm, onConfirm, isBusy, ...rest }: ButtonProps) {
  const [isAsking, setIsAsking] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (!isAsking && wasAsking.current) trigger.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (!isAsking) return <Button {...rest} ref={trigger} isBusy={isBusy} onClick={() => setIsAsking(true)} />;
  return (
    <ConfirmStep
      label={confirm}
      isBusy={isBusy}
      onConfirm={() => {
        setIsAsking(false);
        onConfirm();
      }}
      onCancel={() => setIsAsking(false)}
    >
      {what}
    </ConfirmStep>
  );
}
