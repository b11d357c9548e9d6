import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { CommitmentView } from "@/lib/commitments/contract";
import { Panel } from "../ui/panel";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import type { Tone } from "../ui/tone";

const tones: Record<CommitmentView["reviews"][number]["outcome"], Tone> = {
  met: "good",
  partly: "caution",
  not_met: "danger",
};
type Props = { view: CommitmentView; more: string | null };

export function More({ href }: { href: string | null }) {
  const t = useTranslations("commitments");
  return href ? (
    <p className="pt-3">
      <TextLink via={Link} href={href}>
        {t("more")}
      </TextLink>
    </p>
  ) : null;
}

/** What shows that it is kept. What somebody wrote is text; a file is only ever a download. */
export function EvidenceList({ view, more }: Props) {
  const t = useTranslations("commitments.evidence");
  const format = useFormatter();
  const { evidence, register, commitment } = view;
  const size = (bytes: number) =>
    format.number(Math.max(1, Math.round(bytes / 1000)), { style: "unit", unit: "kilobyte" });
  return (
    <Panel title={t("title")}>
      <p className="mb-3 text-ink-soft">
        {register.keptUntil ? t("kept", { day: register.keptUntil }) : t("keptUnknown")}
      </p>
      {evidence.length === 0 ? <p className="text-ink-soft">{t("none")}</p> : null}
      <ul className="grid divide-y divide-line">
        {evidence.map((one) => (
          <li key={one.id} className="grid gap-0.5 py-2 first:pt-0">
            <p>
              <span className="font-medium">{one.title}</span>{" "}
              <span className="text-ink-soft">
                <Time value={one.addedAt} show="day" />
                {one.by ? ` · ${one.by}` : null}
              </span>
            </p>
            {one.note ? (
              <p dir="auto" className="reading whitespace-pre-wrap">
                {one.note}
              </p>
            ) : null}
            {one.url ? (
              <TextLink href={one.url} rel="noreferrer" className="break-all">
                {one.url}
              </TextLink>
            ) : null}
            {one.isPurged ? <p className="text-ink-soft">{t("purged")}</p> : null}
            {one.sha256 && !one.isPurged ? (
              <p>
                <TextLink href={`/api/commitments/${commitment.id}/evidence/${one.id}`} download>
                  {t("download")}: {one.name}
                </TextLink>{" "}
                <span className="text-ink-soft">{size(one.size)}</span>
              </p>
            ) : null}
            {one.sha256 ? (
              <p className="font-mono text-12 break-all text-ink-soft">
                {t("hash")} {one.sha256}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      <More href={more} />
    </Panel>
  );
}

/** What was found each time, the newest first. */
export function ReviewList({ view, more }: Props) {
  const t = useTranslations("commitments");
  return (
    <Panel title={t("reviews.title")}>
      {view.reviews.length === 0 ? <p className="text-ink-soft">{t("reviews.none")}</p> : null}
      <ol className="grid divide-y divide-line">
        {view.reviews.map((one) => (
          <li key={one.id} className="grid gap-0.5 py-2 first:pt-0">
            <p className="flex flex-wrap items-center gap-x-3">
              <Status tone={tones[one.outcome]}>{t(`outcomes.${one.outcome}`)}</Status>
              <span className="text-ink-soft">
                <Time value={one.reviewedAt} show="day" />
                {one.by ? ` · ${one.by}` : null}
                {one.isByOwner ? ` (${t("reviews.byOwner")})` : null}
                {one.wasLate ? ` · ${t("reviews.late")}` : null}
              </span>
            </p>
            <p dir="auto" className="reading whitespace-pre-wrap">
              {one.finding}
            </p>
          </li>
        ))}
      </ol>
      <More href={more} />
    </Panel>
  );
}
