"use client";

import { Film } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { MediumProps } from "./media-pictures";
import { MediaFoot } from "./media-words";

type Props = MediumProps & { keycap?: string };

/**
 * A video, loaded only when somebody asks, silent, and never playing by itself. One that is as it came (its type was checked
 * by its content, and that is all) is offered with a warning and without a picture.
 */
export function MediaVideo({ medium, name, veiledFrom, shownFrom, mayReveal, onToggle, keycap }: Props) {
  const t = useTranslations("media");
  const isShown = shownFrom !== null;
  /** The address that this browser could make nothing of. */
  const [unshown, setUnshown] = useState<string | null>(null);
  const fail = () => setUnshown(shownFrom);
  return (
    <li className="col-span-full grid max-w-xl content-start gap-1.5">
      <div className="relative aspect-video overflow-hidden rounded-md border border-line bg-sunken">
        {shownFrom ? (
          <>
            <video
              src={shownFrom}
              aria-label={name}
              controls
              muted
              playsInline
              preload="metadata"
              disablePictureInPicture
              onError={fail}
              // Sound without a picture that it can draw: a kind of video that it does not know.
              onLoadedMetadata={({ currentTarget }) => (currentTarget.videoWidth === 0 ? fail() : undefined)}
              className="size-full bg-black object-contain"
            />
            {unshown === shownFrom ? <NotShown from={shownFrom} name={name} /> : null}
          </>
        ) : (
          <div className="grid size-full content-center justify-items-center gap-1.5 p-3 text-center text-13 text-ink-soft">
            {medium.isEncoded && mayReveal ? (
              // biome-ignore lint/performance/noImgElement: our own proxy's answer, which must not be resized or kept elsewhere
              <img
                src={veiledFrom}
                alt=""
                draggable={false}
                className="pointer-events-none absolute inset-0 size-full object-contain opacity-40 blur-md select-none"
              />
            ) : null}
            <Film aria-hidden="true" className="relative size-6" />
            <p className="relative max-w-[45ch] text-ink">{t(medium.isEncoded ? "videoEncoded" : "videoWarning")}</p>
          </div>
        )}
      </div>
      <MediaFoot
        medium={medium}
        name={name}
        mayReveal={mayReveal}
        isShown={isShown}
        keycap={keycap}
        words={{ short: t(isShown ? "close" : "load"), whole: t(isShown ? "closeVideo" : "loadVideo", { name }) }}
        onToggle={onToggle}
      />
    </li>
  );
}

/** In the place of a black player: what is the matter, and the file for another program. */
function NotShown({ from, name }: { from: string; name: string }) {
  const t = useTranslations("media");
  return (
    <div
      role="alert"
      className="absolute inset-0 grid content-center justify-items-center gap-1.5 bg-sunken p-3 text-center text-13"
    >
      <p className="max-w-[45ch]">{t("notShown")}</p>
      <a href={`${from}&keep=`} download={name} className="link">
        {t("keepFile")}
      </a>
    </div>
  );
}
