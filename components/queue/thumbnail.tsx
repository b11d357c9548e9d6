import { useTranslations } from "next-intl";
import type { Thumbnail as Picture } from "@/lib/queue/pictures.contract";
import { cn } from "../ui/text";

type Props = {
  picture: Picture;
  name: string;
  /** Where it is to be had while it may be seen; null: the veiled one is shown. */
  shownFrom: string | null;
  /** As a picture of this case: as strongly veiled, and as grey, as the case itself has it. */
  veiledFrom: string;
  mayReveal: boolean;
};

/** A picture of a case, small: blurred on the server, and once more here, until a look at it is written down. */
export function Thumbnail({ picture, name, shownFrom, veiledFrom, mayReveal }: Props) {
  const t = useTranslations("pictureGrid");
  const isShown = shownFrom !== null;
  return (
    <div className="min-h-0 overflow-hidden bg-sunken">
      {mayReveal ? (
        // biome-ignore lint/performance/noImgElement: our own proxy's answer, which must not be resized or kept elsewhere
        <img
          src={shownFrom ?? veiledFrom}
          width={picture.width}
          height={picture.height}
          alt={isShown ? name : t("hidden", { name })}
          draggable={false}
          loading="lazy"
          decoding="async"
          className={cn("size-full object-contain", !isShown && "pointer-events-none blur-sm select-none")}
        />
      ) : null}
    </div>
  );
}
