import { useTranslations } from "next-intl";
import { DefinitionList } from "../ui/definition-list";
import { Time } from "../ui/time";
import { piecesOf } from "./mail-text.rules";

type Props = {
  mail: { to: string; subject: string; body: string; language: string; kind: string; route: string; sentAt: Date };
  ours: string;
};

/** One mail as its reader gets it; our own links lead on, so that the demo can be followed. */
export function MailView({ mail, ours }: Props) {
  const t = useTranslations("settings.mailbox");
  return (
    <article className="grid gap-4 p-4">
      <h2 lang={mail.language} className="text-16 font-semibold">
        {mail.subject}
      </h2>
      <DefinitionList
        items={[
          { key: "to", term: t("recipient"), value: <span className="[overflow-wrap:anywhere]">{mail.to}</span> },
          { key: "at", term: t("sent"), value: <Time value={mail.sentAt} show="exact" /> },
          { key: "route", term: t("route"), value: mail.route === "smtp" ? t("smtp") : t("kept") },
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
    </article>
  );
}
