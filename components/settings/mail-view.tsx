import Link from "next/link";
import { useTranslations } from "next-intl";
import type { WholeMail } from "@/lib/administration/contract";
import { DefinitionList } from "../ui/definition-list";
import { Time } from "../ui/time";
import { Unbroken } from "../ui/unbroken";
import { MailHtml } from "./mail-html";
import { MailStateTag } from "./mail-state";
import { piecesOf } from "./mail-text.rules";

type Props = { mail: WholeMail; ours: string; hrefOf: (id: string) => string };

/** One mail as its reader gets it; our own links lead on, so that the demo can be followed. */
export function MailView({ mail, ours, hrefOf }: Props) {
  const t = useTranslations("settings.mailbox");
  return (
    <article className="grid gap-4 p-4">
      <h2 lang={mail.language} className="text-16 font-semibold">
        <Unbroken>{mail.subject}</Unbroken>
      </h2>
      <DefinitionList
        items={[
          { key: "to", term: t("recipient"), value: <span className="[overflow-wrap:anywhere]">{mail.to}</span> },
          { key: "at", term: t("sent"), value: <Time value={mail.sentAt} show="exact" /> },
          {
            key: "state",
            term: t("state"),
            value: (
              <>
                <MailStateTag state={mail.state} />{" "}
                {mail.stateAt ? <Time value={mail.stateAt} show="exact" className="text-ink-soft" /> : null}
                {mail.why ? <span className="block [overflow-wrap:anywhere]">{mail.why}</span> : null}
              </>
            ),
          },
          { key: "route", term: t("route"), value: mail.route === "smtp" ? t("smtp") : t("kept") },
          ...(mail.number
            ? [
                {
                  key: "number",
                  term: t("number"),
                  value: <code className="text-13 [overflow-wrap:anywhere]">{mail.number}</code>,
                },
              ]
            : []),
        ]}
      />
      <div lang={mail.language} className="reading border-t border-line pt-4 whitespace-pre-wrap">
        {piecesOf(mail.body, ours).map((piece, index) =>
          piece.href ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change their order
            <a key={index} href={piece.href} className="link">
              {piece.text}
            </a>
          ) : (
            piece.text
          ),
        )}
      </div>
      {mail.html ? <MailHtml html={mail.html} /> : null}
      {mail.thread.length > 0 ? (
        <section aria-label={t("thread")} className="grid gap-1 border-t border-line pt-4">
          <h3 className="font-medium">{t("thread")}</h3>
          <ul className="grid gap-1">
            {mail.thread.map(({ id, subject, language, sentAt }) => (
              <li key={id}>
                {/* Opening a mail is written down, so it is never fetched ahead. */}
                <Link href={hrefOf(id)} prefetch={false} lang={language} className="link">
                  {subject}
                </Link>{" "}
                <Time value={sentAt} className="text-13 text-ink-soft" />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </article>
  );
}
