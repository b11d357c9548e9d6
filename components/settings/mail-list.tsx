import Link from "next/link";
import { useTranslations } from "next-intl";
import type { MailRow } from "@/lib/administration/contract";
import { Tag } from "../ui/status";
import { Time } from "../ui/time";
import { Unbroken } from "../ui/unbroken";
import { useKindWords } from "./kind-words";
import { MailStateTag } from "./mail-state";

/** Mails as in any mailbox: to whom, about what, when; the newest first. */
export function MailList({
  mails,
  hrefOf,
  currentId,
}: {
  mails: readonly MailRow[];
  hrefOf: (id: string) => string;
  currentId?: string;
}) {
  const t = useTranslations("settings.mailbox");
  const kindWords = useKindWords();
  return (
    <ul className="grid divide-y divide-line">
      {mails.map((mail) => (
        <li key={mail.id} className={mail.id === currentId ? "bg-selected" : undefined}>
          <div className="grid gap-0.5 px-4 py-2">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-13 text-ink-soft">
              <span className="min-w-0 [overflow-wrap:anywhere]">{t("to", { address: mail.to })}</span>
              <Time value={mail.sentAt} />
            </p>
            <p lang={mail.language} className="font-medium">
              {/* Opening a mail is written down, so it is never fetched ahead. */}
              <Link
                href={hrefOf(mail.id)}
                prefetch={false}
                aria-current={mail.id === currentId ? "true" : undefined}
                className="rounded-sm text-ink underline-offset-3 hover:underline"
              >
                <Unbroken>{mail.subject}</Unbroken>
              </Link>
            </p>
            <p>
              <Tag>{kindWords(mail.kind)}</Tag> <MailStateTag state={mail.state} />
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
