"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import type { PlacedMedia } from "@/lib/decisions/placed-media.contract";
import { useKeys } from "../shell/keys";
import { Keycap } from "../ui/keycap";
import { cn } from "../ui/text";
import { glancedAt, isThere, loadedAt, loadKey } from "./glance.rules";
import { MediaVideo } from "./media-video";
import { MediaFoot, MediaGap } from "./media-words";
import { useLooks } from "./use-looks";
import { veiledAddress } from "./veiled-address";

/**
 * Pictures and videos of the content: until somebody asks, only a veiled picture is even sent, and each time they ask is
 * logged. Their place is there before they are, so nothing moves when one arrives.
 */
export function MediaPictures({ view, mayReveal }: { view: CaseView; mayReveal: boolean }) {
  const t = useTranslations("media");
  const { media, veil } = view.content;
  const ids = useMemo(
    () => media.filter((medium) => isThere(medium) && medium.kind === "image").map(({ mediaId }) => mediaId),
    [media],
  );
  const glanced = useMemo(() => glancedAt(media), [media]);
  const loaded = useMemo(() => loadedAt(media), [media]);
  const { shown, reveal, hide, glance, keep } = useLooks(glanced);
  const hasGlance = glanced.length > 0;
  const load = () => {
    const left = loaded.filter((id) => !shown.has(id));
    if (left.length > 0) void reveal(left);
    else hide(loaded);
  };
  useKeys([
    ...(hasGlance
      ? [
          { keys: "r", label: t("key"), isOn: mayReveal, run: () => void glance() },
          { keys: "shift+r", label: t("keepKey"), isOn: mayReveal, run: keep },
        ]
      : []),
    ...(loaded.length > 0 ? [{ keys: loadKey(glanced), label: t("loadKey"), isOn: mayReveal, run: load }] : []),
  ]);
  const isOpen = veil.strength === "none" && mayReveal;
  useEffect(() => {
    if (isOpen && ids.length > 0) void reveal(ids);
  }, [isOpen, ids, reveal]);

  if (media.length === 0) return null;
  return (
    <section aria-label={t("title")} className="grid gap-2">
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-3">
        {media.map((medium, index) => {
          const { mediaId } = medium;
          const isVideo = medium.kind === "video";
          const name = medium.alt || t(isVideo ? "unnamedVideo" : "unnamed", { position: index + 1 });
          if (!isThere(medium)) return <MediaGap key={mediaId} medium={medium} name={name} />;
          const change = (isShown: boolean) => (isShown ? hide([mediaId]) : void reveal([mediaId]));
          const shared = { medium, name, shownFrom: shown.get(mediaId) ?? null, mayReveal, onToggle: change };
          return isVideo ? (
            <MediaVideo
              key={mediaId}
              {...shared}
              veiledFrom={veiledAddress(mediaId, view.case.id)}
              keycap={loaded.includes(mediaId) ? loadKey(glanced).toUpperCase() : undefined}
            />
          ) : (
            <Picture key={mediaId} {...shared} veiledFrom={veiledAddress(mediaId, view.case.id)} />
          );
        })}
      </ul>
      {mayReveal && hasGlance ? (
        <p className="flex flex-wrap items-center gap-1.5 text-12 text-ink-soft">
          <Keycap aria-hidden="true">R</Keycap> {t("hint")} <Keycap aria-hidden="true">⇧R</Keycap> {t("keepHint")}
        </p>
      ) : null}
    </section>
  );
}

export type MediumProps = {
  medium: PlacedMedia;
  name: string;
  /** Where the thing itself is, while it may be seen. */
  shownFrom: string | null;
  mayReveal: boolean;
  onToggle: (isShown: boolean) => void;
  veiledFrom: string;
};

function Picture({ medium, name, veiledFrom, shownFrom, mayReveal, onToggle }: MediumProps) {
  const t = useTranslations("media");
  const isShown = shownFrom !== null;
  return (
    <li className="grid content-start gap-1.5">
      <div className="relative aspect-[4/3] overflow-hidden rounded-md border border-line bg-sunken">
        {mayReveal ? (
          // biome-ignore lint/performance/noImgElement: our own proxy's answer, which must not be resized or kept elsewhere
          <img
            src={shownFrom ?? veiledFrom}
            width={medium.width}
            height={medium.height}
            alt={isShown ? name : t("hidden", { name })}
            draggable={false}
            loading="eager"
            decoding="async"
            // The veiled one has few points: smoothed here, so that it is no pattern of squares.
            className={cn("size-full object-contain", !isShown && "pointer-events-none blur-md select-none")}
          />
        ) : null}
      </div>
      <MediaFoot
        medium={medium}
        name={name}
        mayReveal={mayReveal}
        isShown={isShown}
        words={{ short: t(isShown ? "hide" : "show"), whole: t(isShown ? "hideOne" : "showOne", { name }) }}
        onToggle={onToggle}
      />
    </li>
  );
}
