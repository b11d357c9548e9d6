import { useTranslations } from "next-intl";
import { LinkButton } from "../ui/link-button";

export const closedReasons = [
  "link_unknown",
  "link_ended",
  "link_replaced",
  "decision_not_final",
  "decision_taken_back",
] as const;

/** Which of our words fit a failure; what we have none for is a link we do not know. */
export function closedReason(reason: string): (typeof closedReasons)[number] {
  return closedReasons.find((known) => known === reason) ?? "link_unknown";
}

/** Why a link shows nothing, and what to do. A page of its own and not Next's not-found, which stays empty without script. */
export function LinkClosed({ reason }: { reason: string }) {
  const t = useTranslations("addressee.closed");
  const site = useTranslations("site.notFound");
  const known = closedReason(reason);
  return (
    <div className="grid justify-items-start gap-3">
      <h1 className="text-28 font-semibold tracking-tight">{t(`${known}.title`)}</h1>
      <p className="reading text-ink-soft">{t(`${known}.text`)}</p>
      <LinkButton href="/" className="mt-3">
        {site("home")}
      </LinkButton>
    </div>
  );
}
