import { useTranslations } from "next-intl";
import { Avatar } from "../ui/avatar";
import { DefinitionList } from "../ui/definition-list";
import { Tag } from "../ui/status";
import { Byline, ProductLine, type SurfaceProps, Told, ToldShort } from "./surface-parts";

/** Who posted it and for whom, then the words. */
export function PostSurface({ context, by, children }: SurfaceProps) {
  const t = useTranslations("surface");
  const told = (key: string) => context.others.find(({ name }) => name === key)?.value ?? "";
  const [audience, group] = [told("audience"), told("group")];
  return (
    <>
      <Byline by={context.author || by}>
        {audience ? <ToldShort words={t("seenBy", { audience })} /> : null}
        {group ? <ToldShort words={t("inGroup", { group })} /> : null}
      </Byline>
      <div className="min-w-0">{children}</div>
      <ProductLine context={context} />
    </>
  );
}

export function ProfileSurface({ context, by, children }: SurfaceProps) {
  const name = context.author || by;
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-md border border-line p-3">
      <Avatar name={name || "?"} />
      <div className="grid min-w-0 gap-1">
        {name ? (
          <p className="text-16 font-semibold">
            <Told words={name} />
          </p>
        ) : null}
        {context.bio ? (
          <p className="text-13 text-ink-soft">
            <Told words={context.bio} />
          </p>
        ) : null}
        {children}
      </div>
    </div>
  );
}

/** Who advertises and who pays are always told, or that nobody said so (DSA Article 26(1)). */
export function AdvertisementSurface({ context, by, children }: SurfaceProps) {
  const t = useTranslations("surface");
  const c = useTranslations("case.content");
  const who = (words: string) =>
    words ? <Told words={words} /> : <span className="text-ink-soft">{t("notSaid")}</span>;
  return (
    <div className="grid min-w-0 gap-2 rounded-md border border-line p-3">
      <div className="flex flex-wrap items-center gap-2">
        <Tag>{t("advertisement")}</Tag>
        <Byline by={context.author || by} />
      </div>
      <div className="min-w-0">{children}</div>
      <ProductLine context={context} />
      <DefinitionList
        className="border-t border-line pt-2 text-13"
        items={[
          { key: "advertiser", term: c("advertiser"), value: who(context.advertiser) },
          { key: "payer", term: c("payer"), value: who(context.payer) },
        ]}
      />
    </div>
  );
}
