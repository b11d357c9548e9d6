import { useTranslations } from "next-intl";
import type { ContentContext } from "./content-context.rules";
import { SafeText } from "./safe-text";
import { Byline, ProductLine, type SurfaceProps, ToldShort, ToldTime } from "./surface-parts";

type Entry = ContentContext["thread"][number];

/** A comment where it stands: what came before it, the comment set apart, what was answered. */
export function CommentSurface({ context, by, lang, zone, children }: SurfaceProps) {
  const t = useTranslations("surface");
  const c = useTranslations("case.content");
  const here = context.thread.findIndex((entry) => entry.isThis);
  const before = here < 0 ? context.thread : context.thread.slice(0, here);
  const after = here < 0 ? [] : context.thread.slice(here + 1);
  return (
    <>
      <ProductLine context={context} />
      <Entries title={c("thread")} entries={before} lang={lang} zone={zone} />
      <section aria-label={t("thisComment")} className="grid min-w-0 gap-1 border-l-2 border-accent pl-3">
        <Byline by={context.author || by} />
        {children}
      </section>
      <Entries title={t("after")} entries={after} lang={lang} zone={zone} />
    </>
  );
}

type EntriesProps = { title: string; entries: readonly Entry[]; lang: string; zone?: string };

function Entries({ title, entries, lang, zone }: EntriesProps) {
  if (entries.length === 0) return null;
  return (
    <section aria-label={title} className="min-w-0">
      <ol className="grid gap-2 border-l border-line pl-3 text-13 text-ink-soft">
        {entries.map((entry, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stored thread never changes its order
          <li key={position} dir="auto" lang={lang === "und" ? undefined : lang} className="[unicode-bidi:isolate]">
            {entry.author ? (
              <span className="font-medium text-ink">
                <ToldShort words={entry.author} />{" "}
              </span>
            ) : null}
            <span className="whitespace-pre-wrap">
              <SafeText text={entry.text} />
            </span>
            {entry.at ? (
              <span className="text-12">
                {" "}
                <ToldTime words={entry.at} zone={zone} />
              </span>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A message with who it went to over it; in a group, the group is who it went to. */
export function MessageSurface({ context, by, lang, zone, children }: SurfaceProps) {
  const t = useTranslations("surface");
  const c = useTranslations("case.content");
  return (
    <>
      <Entries title={c("thread")} entries={context.thread.filter((entry) => !entry.isThis)} lang={lang} zone={zone} />
      <div className="grid min-w-0 gap-1.5 rounded-md rounded-tl-none bg-sunken px-3 py-2">
        <div className="flex flex-wrap gap-x-3 text-13 text-ink-soft">
          <Byline by={context.author || by} />
          <p className="min-w-0">
            {context.recipient ? (
              <>
                {t("to")}{" "}
                <span className="font-medium text-ink">
                  <ToldShort words={context.recipient} />
                </span>
              </>
            ) : (
              t("toUnknown")
            )}
          </p>
        </div>
        {children}
      </div>
    </>
  );
}
