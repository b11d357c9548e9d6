import Link from "next/link";
import { useTranslations } from "next-intl";
import type { PicturedCase } from "@/lib/queue/pictures.contract";
import { NotShown } from "../care/not-shown";
import { veiledAddress } from "../cases/veiled-address";
import { LiveTime } from "../ui/live-time";
import { Status } from "../ui/status";
import { cn } from "../ui/text";
import { Thumbnail } from "./thumbnail";
import { WhyFirst } from "./why-first";

type Props = {
  row: PicturedCase;
  /** Decided or moved on: greyed, in its place. */
  hasLeft: boolean;
  href: string;
  mayReveal: boolean;
  /** Where each picture that may be seen just now is to be had. */
  shown: ReadonlyMap<string, string>;
  onFocus: (isIn: boolean) => void;
  onOpen: () => void;
};

/** One case of the grid. Its place has its size before a picture is there, and the whole tile is the link's target. */
export function PictureTile({ row, hasLeft, href, mayReveal, shown, onFocus, onOpen }: Props) {
  const t = useTranslations("pictureGrid");
  const queue = useTranslations("queue.row");
  const { pictures, clause } = row;
  return (
    <li
      data-left={hasLeft || undefined}
      className="relative grid content-start gap-2 rounded-md border border-line p-2 hover:bg-hover has-[a:focus-visible]:bg-selected has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-focus data-left:bg-sunken data-left:text-ink-soft data-left:[&_*]:text-ink-soft"
    >
      <div className={cn("grid aspect-[4/3] gap-1 overflow-hidden rounded-sm", pictures.length > 1 && "grid-cols-2")}>
        {row.notShown.length > 0 ? (
          <p className="grid content-center bg-sunken p-3 text-13">
            <NotShown classes={row.notShown} />
          </p>
        ) : null}
        {pictures.map((picture, at) => (
          <Thumbnail
            key={picture.mediaId}
            picture={picture}
            name={picture.alt || t("unnamed", { position: at + 1 })}
            shownFrom={shown.get(picture.mediaId) ?? null}
            veiledFrom={veiledAddress(picture.mediaId, row.id)}
            mayReveal={mayReveal}
          />
        ))}
      </div>
      <div className="flex items-baseline justify-between gap-2 text-12">
        <Link
          href={href}
          data-tile-link=""
          data-queue-link=""
          prefetch={false}
          onFocus={() => onFocus(true)}
          onBlur={() => onFocus(false)}
          onClick={(event) => (event.metaKey || event.ctrlKey || event.shiftKey ? undefined : onOpen())}
          className="rounded-sm font-mono text-13 font-medium whitespace-nowrap outline-none after:absolute after:inset-0 hover:underline"
        >
          {row.reference}
        </Link>
        <span className="text-ink-soft">
          <LiveTime value={row.openedAt} />
        </span>
      </div>
      <p className="line-clamp-2 text-13 [overflow-wrap:anywhere]">
        {clause ? (
          <>
            <span className="font-medium">{clause.ref}</span> {clause.title}
          </>
        ) : (
          <span className="text-ink-soft">{t("noClause")}</span>
        )}
      </p>
      <p className="text-12 text-ink-soft">
        <WhyFirst reasons={row.rankWhy} rank={row.rank} className="line-clamp-2" />
      </p>
      {row.more > 0 ? <p className="text-12 text-ink-soft">{t("morePictures", { count: row.more })}</p> : null}
      {hasLeft ? <p className="text-12">{queue("hasLeft")}</p> : null}
      {row.claimedBy && !hasLeft ? (
        <Status look="plain">{row.claimedBy.isMe ? t("mine") : t("heldBy", { name: row.claimedBy.name })}</Status>
      ) : null}
    </li>
  );
}
