import { useTranslations } from "next-intl";
import type { CopyAct } from "@/lib/decisions/copy-review.contract";
import { Time } from "../ui/time";

/** What persons did with a copy, the first first; nothing where nobody had to. */
export function CopyHistory({ history }: { history: readonly CopyAct[] }) {
  const t = useTranslations("copies.one");
  if (history.length === 0) return null;
  return (
    <section className="grid gap-2" aria-labelledby="copy-history">
      <h2 id="copy-history" className="font-medium">
        {t("history.title")}
      </h2>
      <ol className="grid divide-y divide-line">
        {history.map(({ id, kind, by, at, why }) => (
          <li key={id} className="grid gap-1 py-2 first:pt-0">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-medium">{t(`history.${kind}`)}</span>
              <span className="text-13 text-ink-soft">
                {by ? t("giveUp.by", { name: by }) : null} <Time value={at} show="exact" />
              </span>
            </p>
            {why ? <p className="reading [overflow-wrap:anywhere]">{why}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
