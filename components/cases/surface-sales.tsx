import { useTranslations } from "next-intl";
import { Byline, Offer, type SurfaceProps, Told, ToldShort } from "./surface-parts";

/** A review as its page shows it: the product, the stars, who wrote it, the words. */
export function ReviewSurface({ context, by, children }: SurfaceProps) {
  const t = useTranslations("surface");
  return (
    <>
      {context.product ? (
        <section aria-label={t("reviewOf")} className="grid min-w-0 gap-0.5 rounded-md bg-sunken px-3 py-2 text-13">
          <p className="text-12 text-ink-soft">{t("reviewOf")}</p>
          <p className="font-medium">
            <Told words={context.product.title} />
          </p>
          <Offer price={context.product.price} seller={context.product.seller} category={context.product.category} />
        </section>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {context.stars === null ? null : <Stars stars={context.stars} />}
        <Byline by={context.author || by} />
      </div>
      <div className="min-w-0">{children}</div>
    </>
  );
}

/** A listing: the words with their title, then the price large, then who sells it and where it is filed. */
export function ListingSurface({ context, by, children }: SurfaceProps) {
  const t = useTranslations("surface");
  const c = useTranslations("case.content");
  const offer = context.product ?? context.listing;
  const stock = context.listing?.stock;
  return (
    <>
      <div className="min-w-0">{children}</div>
      <div className="grid min-w-0 gap-0.5 border-l-2 border-line-strong pl-3">
        <p className="text-20 font-semibold">{offer?.price ? <Told words={offer.price} /> : <Missing />}</p>
        <p className="flex min-w-0 flex-wrap gap-x-3 text-13 text-ink-soft">
          {offer?.seller || by ? <ToldShort words={t("soldBy", { seller: offer?.seller || by })} /> : null}
          {offer?.category ? <ToldShort words={`${c("category")}: ${offer.category}`} /> : null}
          {stock ? <ToldShort words={`${c("stock")}: ${stock}`} /> : null}
        </p>
      </div>
    </>
  );
}

function Stars({ stars }: { stars: number }) {
  const t = useTranslations("case.content");
  const whole = Math.round(stars);
  return (
    <p className="flex items-center gap-2 text-13 text-ink-soft">
      <span aria-hidden="true" className="text-16 tracking-widest text-caution-ink">
        {"★".repeat(whole)}
        <span className="text-line-strong">{"☆".repeat(5 - whole)}</span>
      </span>
      {t("stars", { stars })}
    </p>
  );
}

function Missing() {
  const t = useTranslations("surface");
  return <span className="text-13 font-normal text-ink-soft">{t("priceUnknown")}</span>;
}
