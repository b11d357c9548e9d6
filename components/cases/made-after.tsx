import { useTranslations } from "next-intl";
import type { MadeAppeal, MadeDispute } from "@/lib/decisions/made.contract";
import { QuietLink } from "../policy/quiet-link";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

/** The appeals against it, with what was answered. */
export function MadeAppeals({ appeals }: { appeals: readonly MadeAppeal[] }) {
  const t = useTranslations("made");
  return (
    <section aria-label={t("appeals")} className="grid gap-1">
      <h4 className="font-medium">{t("appeals")}</h4>
      <ul className="grid gap-2">
        {appeals.map((appeal) => (
          <li key={appeal.id}>
            <TextLink via={QuietLink} href={`/appeals/${appeal.id}`} className="font-mono whitespace-nowrap">
              {appeal.reference}
            </TextLink>{" "}
            {t(`appealBy.${appeal.by}`)} · {t(`appealStates.${appeal.outcome ?? appeal.state}`)} ·{" "}
            <Time value={appeal.receivedAt} show="day" className="text-ink-soft" />
            {appeal.reasons ? (
              <span dir="auto" className="block [overflow-wrap:anywhere] whitespace-pre-wrap text-ink-soft">
                {appeal.reasons}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The disputes out of court about it, each with where it stands. */
export function MadeDisputes({ disputes }: { disputes: readonly MadeDispute[] }) {
  const t = useTranslations("disputes");
  return (
    <section aria-label={t("onCase")} className="grid gap-1">
      <h4 className="font-medium">{t("onCase")}</h4>
      <ul className="grid gap-2">
        {disputes.map(({ id, reference, body, state }) => (
          <li key={id}>
            <TextLink via={QuietLink} href={`/disputes/${id}`} className="font-mono">
              {reference}
            </TextLink>{" "}
            {body} · {t(`states.${state}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}
