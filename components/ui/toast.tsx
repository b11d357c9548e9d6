"use client";

import { useTranslations } from "next-intl";
import { Toast as Radix } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { Button } from "./button";
import { CloseShape } from "./close-shape";
import { type Tone, ToneShape } from "./tone";

export type ToastMessage = {
  title: string;
  description?: string;
  tone?: Exclude<Tone, "accent">;
  /** One thing to do about it, as "Undo"; it must be reachable elsewhere too, for the toast goes away. */
  action?: { label: string; run: () => void };
  /** Default 6 s; failures stay 12 s. Pauses under the pointer and while it has focus. */
  milliseconds?: number;
};

const Toasts = createContext<((message: ToastMessage) => void) | null>(null);

/** `const notify = useToast(); notify({ title: t("saved"), tone: "good" })`: says that something was done. */
export function useToast(): (message: ToastMessage) => void {
  const notify = useContext(Toasts);
  if (!notify) throw new Error("useToast needs a ToastProvider above it");
  return notify;
}

/** Holds what was just said, at the lower right; read out politely, failures at once. F8 leads to it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations("common.toast");
  const count = useRef(0);
  const [messages, setMessages] = useState<(ToastMessage & { id: number })[]>([]);
  const notify = useCallback((message: ToastMessage) => {
    count.current += 1;
    const id = count.current;
    setMessages((before) => [...before.slice(-2), { ...message, id }]);
  }, []);
  const close = useCallback((id: number) => setMessages((before) => before.filter((message) => message.id !== id)), []);
  const viewportLabel = useMemo(() => t("region", { hotkey: "{hotkey}" }), [t]);
  return (
    <Toasts value={notify}>
      <Radix.Provider swipeDirection="right" label={t("one")}>
        {children}
        {messages.map((message) => (
          <One key={message.id} message={message} onClose={() => close(message.id)} />
        ))}
        <Radix.Viewport
          label={viewportLabel}
          className="fixed right-0 bottom-0 z-50 flex w-full max-w-sm flex-col gap-2 p-4 outline-none"
        />
      </Radix.Provider>
    </Toasts>
  );
}

function One({ message, onClose }: { message: ToastMessage; onClose: () => void }) {
  const t = useTranslations("common.actions");
  const { tone = "neutral", title, description, action } = message;
  return (
    <Radix.Root
      type={tone === "danger" ? "foreground" : "background"}
      duration={message.milliseconds ?? (tone === "danger" ? 12_000 : 6_000)}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      className="flex animate-rise items-start gap-2.5 rounded-md border border-line bg-raised p-3 shadow-float"
    >
      <ToneShape tone={tone} className="mt-1.5" />
      <div className="min-w-0 flex-1">
        <Radix.Title className="font-medium">{title}</Radix.Title>
        {description ? <Radix.Description className="text-13 text-ink-soft">{description}</Radix.Description> : null}
      </div>
      {action ? (
        <Radix.Action asChild altText={action.label} onClick={action.run}>
          <Button size="small">{action.label}</Button>
        </Radix.Action>
      ) : null}
      <Radix.Close asChild>
        <Button look="quiet" size="small" aria-label={t("close")} className="-my-0.5 px-1">
          <CloseShape />
        </Button>
      </Radix.Close>
    </Radix.Root>
  );
}
