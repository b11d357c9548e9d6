"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import { postJson } from "../shell/fetch-json";
import { useKeys } from "../shell/keys";
import { Button } from "../ui/button";
import { Keycap } from "../ui/keycap";
import { cn } from "../ui/text";

type Medium = CaseView["content"]["media"][number];

/** A press shows the pictures this long; a key that is held shows them while it is held. */
const glance = 2_000;

/**
 * Pictures of the content: blurred, grey and still until somebody asks, and each time they ask is logged. Their place is
 * there before they are, so nothing moves when one arrives.
 */
export function MediaPictures({ media, mayReveal }: { media: readonly Medium[]; mayReveal: boolean }) {
  const t = useTranslations("case.media");
  const [shown, setShown] = useState<readonly string[]>([]);
  const pressedAt = useRef<number | null>(null);
  /** Rises when pictures are hidden: an answer that was asked for before then shows nothing any more. */
  const looks = useRef(0);

  const reveal = useCallback((ids: readonly string[]) => {
    const look = looks.current;
    // First on record, then in sight: a look that could not be written down, or came after the key was let go, is not given.
    for (const id of ids) {
      void postJson(`/api/media/${id}/reveal`).then((answer) => {
        if (answer.ok && look === looks.current) setShown((before) => [...new Set([...before, id])]);
      });
    }
  }, []);
  const hide = useCallback((ids: readonly string[]) => {
    looks.current += 1;
    setShown((before) => before.filter((id) => !ids.includes(id)));
  }, []);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const all = media.map((medium) => medium.mediaId);
    const onKeyUp = () => {
      if (pressedAt.current === null) return;
      const left = Math.max(0, glance - (performance.now() - pressedAt.current));
      const wasHeld = left < glance - 350;
      pressedAt.current = null;
      timer = setTimeout(() => hide(all), wasHeld ? 0 : left);
    };
    window.addEventListener("keyup", onKeyUp);
    window.addEventListener("blur", onKeyUp);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("keyup", onKeyUp);
      window.removeEventListener("blur", onKeyUp);
    };
  }, [media, hide]);

  useKeys(
    media.length === 0
      ? []
      : [
          {
            keys: "r",
            label: t("key"),
            isOn: mayReveal,
            run: () => {
              pressedAt.current = performance.now();
              reveal(media.map((medium) => medium.mediaId));
            },
          },
        ],
  );

  if (media.length === 0) return null;
  return (
    <section aria-label={t("title")} className="grid gap-2">
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-3">
        {media.map((medium, position) => (
          <Picture
            key={medium.mediaId}
            medium={medium}
            position={position + 1}
            isShown={shown.includes(medium.mediaId)}
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
  isShown: boolean;
  mayReveal: boolean;
  onToggle: (isShown: boolean) => void;
};

function Picture({ medium, position, isShown, mayReveal, onToggle }: PictureProps) {
  const t = useTranslations("case.media");
  const name = medium.alt || t("unnamed", { position });
  const address = `/api/media/${medium.mediaId}`;
  return (
    <li className="grid content-start gap-1.5">
      <div className="relative aspect-[4/3] overflow-hidden rounded-md border border-line bg-sunken">
        {medium.kind === "video" ? (
          isShown ? (
            <video src={address} controls muted preload="none" className="size-full object-contain" aria-label={name} />
          ) : null
        ) : mayReveal ? (
          // biome-ignore lint/performance/noImgElement: our own proxy's answer, which must not be resized or kept elsewhere
          <img
            src={address}
            alt={isShown ? name : t("hidden", { name })}
            draggable={false}
            loading="eager"
            decoding="async"
            className={cn(
              "size-full object-contain",
              !isShown && "pointer-events-none scale-110 blur-2xl grayscale select-none",
            )}
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
