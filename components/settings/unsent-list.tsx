import { useTranslations } from "next-intl";
import type { UnsentMail } from "@/lib/administration/contract";
import { QuietLink } from "../policy/quiet-link";
import { EmptyState } from "../ui/empty-state";
import { Panel } from "../ui/panel";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { useKindWords } from "./kind-words";

/** What has not left: mails that wait, or letters that have no address and are read at their links. */
export function UnsentList({ mails, view }: { mails: readonly UnsentMail[]; view: "queued" | "undeliverable" }) {
  const t = useTranslations("settings.mailbox");
  const kindWords = useKindWords();
  if (mails.length === 0) return <EmptyState title={t("none")}>{t("noneInView")}</EmptyState>;
  return (
    <Panel title={t(`views.${view}`)} isFlush>
      <ul className="grid divide-y divide-line">
        {mails.map(({ id, kind, at, why, letter }) => (
          <li key={id} className="grid gap-0.5 px-4 py-2">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              {letter ? (
                <TextLink via={QuietLink} href={`/statements/${letter.id}`} lang={letter.language}>
                  {letter.subject}
                </TextLink>
              ) : (
                <span>{kindWords(kind)}</span>
              )}
              <Time value={at} className="text-13 text-ink-soft" />
            </p>
            {letter ? <p className="text-13 text-ink-soft">{kindWords(kind)}</p> : null}
            {why ? <p className="text-13 text-ink-soft [overflow-wrap:anywhere]">{why}</p> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
