import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DefinitionList } from "../ui/definition-list";
import { cn } from "../ui/text";
import type { ContentContext } from "./content-context.rules";

/** What stood around the words on their surface: over them, and under them. The words themselves are `children`. */
export function SurfaceFrame({
  context,
  lang,
  children,
}: {
  context: ContentContext;
  lang: string;
  children: ReactNode;
}) {
  const t = useTranslations("case.content");
  const facts = [
    { key: "advertiser", term: t("advertiser"), value: context.advertiser },
    { key: "payer", term: t("payer"), value: context.payer },
    { key: "recipient", term: t("recipient"), value: context.recipient },
    { key: "author", term: t("author"), value: context.author },
    { key: "bio", term: t("bio"), value: context.bio },
    { key: "price", term: t("price"), value: context.listing?.price },
    { key: "seller", term: t("seller"), value: context.listing?.seller },
    { key: "category", term: t("category"), value: context.listing?.category },
    { key: "stock", term: t("stock"), value: context.listing?.stock },
    ...context.others.map(({ name, value }) => ({
      key: `other-${name}`,
      term: t.has(`context.${name}`) ? t(`context.${name}`) : name,
      value,
    })),
  ].filter((fact) => fact.value);
  return (
    <div className="grid gap-3">
      {context.product ? <Product product={context.product} /> : null}
      {context.stars === null ? null : <Stars stars={context.stars} />}
      {context.thread.length > 0 ? <Thread entries={context.thread} lang={lang} /> : null}
      <div className={cn(context.thread.length > 0 && "border-l-2 border-accent pl-3")}>{children}</div>
      {context.marks.length > 0 ? <Marks marks={context.marks} /> : null}
      {facts.length > 0 ? <DefinitionList items={facts} className="text-13" /> : null}
    </div>
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

function Product({ product }: { product: NonNullable<ContentContext["product"]> }) {
  const t = useTranslations("case.content");
  const under = [product.price, product.seller, product.category].filter(Boolean).join(" · ");
  return (
    <p dir="auto" className="text-13 text-ink-soft">
      {t.rich("about", {
        product: product.title,
        strong: (words) => <strong className="font-medium text-ink">{words}</strong>,
      })}
      {under ? <span className="block">{under}</span> : null}
    </p>
  );
}

function Thread({ entries, lang }: { entries: ContentContext["thread"]; lang: string }) {
  const t = useTranslations("case.content");
  const before = entries.filter((entry) => !entry.isThis);
  if (before.length === 0) return null;
  return (
    <section aria-label={t("thread")}>
      <ol className="grid gap-2 border-l border-line pl-3 text-13 text-ink-soft">
        {before.map((entry, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stored thread never changes its order
          <li key={position} dir="auto" lang={lang === "und" ? undefined : lang} className="[unicode-bidi:isolate]">
            {entry.author ? <span className="font-medium text-ink">{entry.author} </span> : null}
            <span className="whitespace-pre-wrap">{entry.text}</span>
            {entry.at ? <span className="text-12"> {entry.at}</span> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Marks({ marks }: { marks: ContentContext["marks"] }) {
  const t = useTranslations("case.content");
  const areBare = marks.every((mark) => mark.text === "");
  return (
    <section aria-label={t("marks")} className="grid gap-1 text-13">
      <h3 className="text-12 text-ink-soft">{t("marks")}</h3>
      <ol className={areBare ? "flex flex-wrap gap-x-4 gap-y-1" : "grid gap-1"}>
        {marks.map((mark) => (
          <li key={`${mark.at} ${mark.text}`} className={areBare ? undefined : "grid grid-cols-[5.5rem_1fr] gap-2"}>
            <span className="font-mono text-12 leading-5">{mark.at}</span>
            {mark.text ? <span dir="auto">{mark.text}</span> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
