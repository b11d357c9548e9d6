import { useTranslations } from "next-intl";
import type { LetterState } from "@/lib/platform/letter-state.rules";
import { Status, Tag } from "../ui/status";

/** What became of a mail, in a word. */
export function MailStateTag({ state }: { state: LetterState }) {
  const t = useTranslations("settings.mailbox.states");
  return state === "bounced" ? <Status tone="danger">{t(state)}</Status> : <Tag>{t(state)}</Tag>;
}
