import { ImageOff } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PlacedMedia } from "@/lib/decisions/placed-media.contract";
import { Button } from "../ui/button";

/** What a picture or video is called, and that it was said to be hard to look at. */
export function MediaWords({ medium, name }: { medium: PlacedMedia; name: string }) {
  const t = useTranslations("media");
  return (
    <span className="min-w-0 text-12 text-ink-soft">
      <span className="line-clamp-2 [overflow-wrap:anywhere]">{name}</span>
      {medium.sensitive && !medium.isUnsaid ? (
        <span className="block font-medium text-caution-ink">{t("sensitive")}</span>
      ) : null}
    </span>
  );
}

/** The place of what is not here: on its way, or why it will not come. */
export function MediaGap({ medium, name }: { medium: PlacedMedia; name: string }) {
  const t = useTranslations("media");
  const { state, failure } = medium;
  const why = failure !== null && t.has(`failures.${failure}`) ? t(`failures.${failure}`) : t("failures.other");
  return (
    <li className="grid content-start gap-1.5">
      <div className="grid aspect-[4/3] content-center justify-items-center gap-1.5 overflow-hidden rounded-md border border-line border-dashed bg-sunken p-3 text-center text-13 text-ink-soft">
        <ImageOff aria-hidden="true" className="size-5" />
        {state === "waiting" ? (
          <p>
            {t("waiting")}
            {failure === null ? null : ` ${t("again", { why })}`}
          </p>
        ) : (
          <p>{why}</p>
        )}
      </div>
      <MediaWords medium={medium} name={name} />
    </li>
  );
}

type FootProps = {
  medium: PlacedMedia;
  name: string;
  mayReveal: boolean;
  isShown: boolean;
  /** What the button says, and what it says to somebody who does not see what it stands under. */
  words: { short: string; whole: string };
  /** The key that does the same. */
  keycap?: string;
  onToggle: (isShown: boolean) => void;
};

/** Under a picture or a video: what it is, and the button that shows it and hides it again. */
export function MediaFoot({ medium, name, mayReveal, isShown, words, keycap, onToggle }: FootProps) {
  return (
    <div className="flex items-center justify-between gap-2">
      <MediaWords medium={medium} name={name} />
      {mayReveal ? (
        <Button
          size="small"
          keycap={keycap}
          aria-pressed={isShown}
          onClick={() => onToggle(isShown)}
          aria-label={words.whole}
        >
          {words.short}
        </Button>
      ) : null}
    </div>
  );
}
