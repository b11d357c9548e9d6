import { useTranslations } from "next-intl";
import { SafeText } from "@/components/cases/safe-text";
import { Time } from "@/components/ui/time";
import type { NoticeMessage } from "@/lib/intake/notice-message.contract";

/** What desk and notifier wrote to each other. Whatever stands in it is text. */
export function TrackedTalk({ messages }: { messages: readonly NoticeMessage[] }) {
  const t = useTranslations("intake.talk");
  return (
    <ol className="grid gap-4">
      {messages.map(({ by, text, at }) => (
        <li key={`${by} ${at}`} className="grid gap-1 border-l-2 border-line pl-4">
          <p className="text-14 text-ink-soft">
            {t(by)} · <Time value={at} show="exact" />
          </p>
          <p dir="auto" className="reading whitespace-pre-wrap [overflow-wrap:anywhere]">
            <SafeText text={text} />
          </p>
        </li>
      ))}
    </ol>
  );
}
