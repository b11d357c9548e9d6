"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import { useKeys } from "../shell/keys";
import { Button } from "../ui/button";
import { Keycap } from "../ui/keycap";
import { cn } from "../ui/text";
import { useLooks } from "./use-looks";

type Medium = CaseView["content"]["media"][number];

/**
 * Pictures of the content: until somebody asks, only a blurred one is even sent, and each time they ask is logged. Their
 * place is there before they are, so nothing moves when one arrives.
 */
export function MediaPictures({ media, mayReveal }: { media: readonly Medium[]; mayReveal: boolean }) {
  const t = useTranslations("case.media");
  const ids = useMemo(() => media.map((medium) => medium.mediaId), [media]);
  const { shown, reveal, hide, press } = useLooks(ids);
  useKeys(media.length === 0 ? [] : [{ keys: "r", label: t("key"), isOn: mayReveal, run: press }]);

  if (media.length === 0) return null;
  return (
    <section aria-label={t("title")} className="grid gap-2">
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-3">
        {media.map((medium, position) => (
          <Picture
            key={medium.mediaId}
            medium={medium}
            position={position + 1}
            shownFrom={shown.get(medium.mediaId) ?? null}
            mayReveal={mayReveal}
            onToggle={(isShown) => (isShown ? hide([medium.mediaId]) : reveal([medium.mediaId]))}
          />
        ))}
      </ul>
      {mayReveal ? (
        <p className="flex items-center gap-1.5 text-12 text-ink-soft">
          <Keycap aria-hidden="true">R</Keycap> {t("hint")}
        </p>
      ) : null}
    </section>
  );
}

type PictureProps = {
  medium: Medium;
  position: number;
  /** Where the picture itself is, while it may be seen. */
  shownFrom: string | null;
  mayReveal: boolean;
  onToggle: (isShown: boolean) => void;
};

function Picture({ medium, position, shownFrom, mayReveal, onToggle }: PictureProps) {
  const t = useTranslations("case.media");
  const name = medium.alt || t("unnamed", { position });
  const isShown = shownFrom !== null;
  return (
    <li className="grid content-start gap-1.5">
      <div className="relative aspect-[4/3] overflow-hidden rounded-md border border-line bg-sunken">
        {mayReveal ? (
          // biome-ignore lint/performance/noImgElement: our own proxy's answer, which must not be resized or kept elsewhere
          <img
            src={shownFrom ?? `/api/media/${medium.mediaId}`}
            width={medium.width}
            height={medium.height}
            alt={isShown ? name : t("hidden", { name })}
            draggable={false}
            loading="eager"
            decoding="async"
            // The blurred one has sixteen points an edge: smoothed here, so that it is no pattern of squares.
            className={cn("size-full object-contain", !isShown && "pointer-events-none blur-md select-none")}
          />
        ) : null}
      </div>
      <div className="flex items-center justify-between gap-2">
        <span className="min-w-0 text-12 text-ink-soft">
          <span className="line-clamp-2">{name}</span>
          {medium.sensitive ? <span className="block font-medium text-caution-ink">{t("sensitive")}</span> : null}
        </span>
        {mayReveal ? (
          <Button
            size="small"
            aria-pressed={isShown}
            onClick={() => onToggle(isShown)}
            aria-label={t(isShown ? "hideOne" : "showOne", { name })}
          >
            {t(isShown ? "hide" : "show")}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
