import { useTranslations } from "next-intl";
import { Keycap } from "../ui/keycap";
import type { QueueMode } from "./filters.rules";

/** The keys of the queue as it is shown, where hands rest; fingers on glass have no keys. */
export function KeyHints({ mayClaim, mayReveal, mode }: { mayClaim: boolean; mayReveal: boolean; mode: QueueMode }) {
  const t = useTranslations("queue.hints");
  return (
    <p
      aria-hidden="true"
      className="ml-auto hidden items-center gap-1.5 text-12 text-ink-soft md:flex [@media(pointer:coarse)]:hidden"
    >
      <Keycap>J</Keycap>
      <Keycap>K</Keycap> {t(mode === "pictures" ? "walkPictures" : "walk")}
      {mode === "pictures" && mayReveal ? (
        <>
          <Keycap className="ml-3">R</Keycap> {t("look")}
        </>
      ) : null}
      <Keycap className="ml-3">↵</Keycap> {t(mode === "list" && mayClaim ? "decideOrOpen" : "open")}
      {mode === "list" ? (
        <>
          <Keycap className="ml-3">O</Keycap> {t("open")}
        </>
      ) : null}
      {mayClaim ? (
        <>
          <Keycap className="ml-3">⇧G</Keycap> {t("next")}
        </>
      ) : null}
    </p>
  );
}
