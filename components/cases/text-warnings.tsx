import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Status } from "../ui/status";
import { hiddenIn } from "./hidden.rules";
import { type WrittenLink, writtenLinks } from "./written-links.rules";

/** What a text hides and where its links would lead, said under it; nothing where it does neither. */
export function TextWarnings({ text }: { text: string }) {
  const t = useTranslations("surface");
  const hidden = useMemo(() => hiddenIn(text), [text]);
  const { links, more } = useMemo(() => writtenLinks(text), [text]);
  return (
    <>
      {hidden.length > 0 ? (
        <section aria-label={t("hidden.title")} className="grid gap-0.5 text-12 text-ink-soft">
          <Status tone="caution">{t("hidden.title")}</Status>
          <p>
            {hidden
              .slice(0, 6)
              .map(({ name, kind, count }) => t("hidden.each", { name, kind, count }))
              .join(" · ")}
          </p>
          {hidden.some(({ kind }) => kind === "direction") ? <p>{t("hidden.turned")}</p> : null}
        </section>
      ) : null}
      {links.length > 0 ? (
        <section aria-label={t("links.title")} className="grid gap-1 text-12">
          <h3 className="text-ink-soft">{t("links.title")}</h3>
          <ul className="grid gap-1">
            {links.map((link) => (
              <Link key={link.target} link={link} />
            ))}
          </ul>
          {more > 0 ? <p className="text-ink-soft">{t("links.more", { count: more })}</p> : null}
        </section>
      ) : null}
    </>
  );
}

function Link({ link: { target, host, words, concerns } }: { link: WrittenLink }) {
  const t = useTranslations("surface.links");
  return (
    <li className="grid gap-0.5">
      <span>
        {host === null ? (
          <span className="text-ink-soft">{t("nowhere")}: </span>
        ) : (
          <>
            <span className="text-ink-soft">{t("to")}</span> <strong className="font-mono font-semibold">{host}</strong>
            <span className="text-ink-soft"> · </span>
          </>
        )}
        <bdi dir="ltr" className="font-mono [overflow-wrap:anywhere]">
          {target.length > 300 ? `${target.slice(0, 300)}…` : target}
        </bdi>
        {words ? (
          <span className="text-ink-soft">
            {" · "}
            <bdi>{t("words", { words: words.slice(0, 80) })}</bdi>
          </span>
        ) : null}
      </span>
      {concerns.map((concern) => (
        <Status key={concern} tone="caution" look="plain">
          {t(`concerns.${concern}`)}
        </Status>
      ))}
    </li>
  );
}
