import { useTranslations } from "next-intl";
import type { ContentContext } from "./content-context.rules";
import { Byline, ProductLine, type SurfaceProps, Told, ToldShort } from "./surface-parts";

/** A live stream as words: who streams, what is sold in it, what was said, and the times that somebody pointed at. */
export function StreamSurface({ context, by, children }: SurfaceProps) {
  return (
    <>
      <Byline by={context.author || by} />
      <ProductLine context={context} />
      <div className="min-w-0">{children}</div>
      {context.marks.length > 0 ? <Marks marks={context.marks} /> : null}
    </>
  );
}

function Marks({ marks }: { marks: ContentContext["marks"] }) {
  const t = useTranslations("case.content");
  const areBare = marks.every((mark) => mark.text === "");
  return (
    <section aria-label={t("marks")} className="grid min-w-0 gap-1.5 text-13">
      <h3 className="text-12 text-ink-soft">{t("marks")}</h3>
      <ol className={areBare ? "flex flex-wrap gap-1.5" : "grid gap-1.5"}>
        {marks.map((mark, position) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the marks of a snapshot never change their order
            key={position}
            className={areBare ? undefined : "grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-2"}
          >
            <span className="max-w-32 rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-12">
              <ToldShort words={mark.at} />
            </span>
            {mark.text ? <Told words={mark.text} /> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
