import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Time } from "../ui/time";
import type { ContentContext } from "./content-context.rules";
import { SafeText } from "./safe-text";

/** What one surface gets: what stood around the words, who made them, and the words themselves as `children`. */
export type SurfaceProps = {
  context: ContentContext;
  by: string;
  lang: string;
  /** IANA zone of the platform, for the instants that it told. */
  zone?: string;
  children: ReactNode;
};

/** A short thing that a platform told, isolated: it turns nothing around it and never grows over its line. */
export function Told({ words }: { words: string }) {
  return (
    <bdi className="line-clamp-3 [overflow-wrap:anywhere] whitespace-pre-wrap">
      <SafeText text={words} />
    </bdi>
  );
}

/** The same within a line of others. */
export function ToldShort({ words }: { words: string }) {
  return (
    <bdi className="[overflow-wrap:anywhere]">
      <SafeText text={words.length > 160 ? `${words.slice(0, 160)}…` : words} />
    </bdi>
  );
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** When a platform says something was: written out where it told an instant, else as it said it. */
export function ToldTime({ words, zone }: { words: string; zone?: string }) {
  const isInstant = instant.test(words) && !Number.isNaN(Date.parse(words));
  return isInstant ? <Time value={words} show="exact" zone={zone} /> : <ToldShort words={words} />;
}

/** Who made it, and what else stands in that line. */
export function Byline({ by, children }: { by: string; children?: ReactNode }) {
  const t = useTranslations("surface");
  if (!by && !children) return null;
  return (
    <p className="flex min-w-0 flex-wrap gap-x-3 text-13 text-ink-soft">
      {by ? (
        <span className="min-w-0">
          {t("by")}{" "}
          <span className="font-medium text-ink">
            <ToldShort words={by} />
          </span>
        </span>
      ) : null}
      {children}
    </p>
  );
}

/** The product that a post, a stream or an advertisement shows. */
export function ProductLine({ context }: { context: ContentContext }) {
  const t = useTranslations("case.content");
  const { product, listing } = context;
  if (!product && !listing) return null;
  return (
    <div className="min-w-0 rounded-md bg-sunken px-3 py-2 text-13">
      {product ? (
        <p>
          {t.rich("about", {
            product: "",
            strong: () => (
              <strong className="font-medium">
                <ToldShort words={product.title} />
              </strong>
            ),
          })}
        </p>
      ) : null}
      <Offer {...(product ?? listing ?? { price: "", seller: "", category: "" })} />
    </div>
  );
}

export function Offer({ price, seller, category }: { price: string; seller: string; category: string }) {
  const t = useTranslations("surface");
  if (!price && !seller && !category) return null;
  return (
    <p className="flex min-w-0 flex-wrap gap-x-3 text-ink-soft">
      {price ? <ToldShort words={price} /> : null}
      {seller ? <ToldShort words={t("soldBy", { seller })} /> : null}
      {category ? <ToldShort words={category} /> : null}
    </p>
  );
}
