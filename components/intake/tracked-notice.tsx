import { useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { Localised } from "@/components/ui/localised";
import { Reference } from "@/components/ui/reference";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { TrackedItem, TrackedWithLinks } from "@/lib/intake/contract";

/** A report as its notifier may see it: each item, where it stands, how it ended and where the reasons are. */
export function TrackedNoticeView({ notice }: { notice: TrackedWithLinks }) {
  const t = useTranslations("intake.track");
  return (
    <div className="grid gap-8">
      <h1 className="text-28 font-semibold tracking-tight">
        {t.rich("heading", { reference: () => <Reference>{notice.reference}</Reference> })}
      </h1>
      <DefinitionList
        items={[
          { key: "received", term: t("received"), value: <Time value={notice.receivedAt} show="exact" /> },
          { key: "platform", term: t("platform"), value: <Localised value={notice.platform.name} /> },
          { key: "kind", term: t("kind"), value: notice.legalClaim ? t("kindLegal") : t("kindTerms") },
        ]}
      />
      <section className="grid gap-2">
        <h2 className="text-20 font-semibold">{t("itemsTitle", { count: notice.items.length })}</h2>
        <ul className="grid divide-y divide-line border-y border-line">
          {notice.items.map((item) => (
            <Item key={item.location} item={item} />
          ))}
        </ul>
      </section>
      <p className="reading text-ink-soft">{notice.hasEmail ? t("byMail") : t("noMail")}</p>
    </div>
  );
}

const tones = { received: "neutral", in_review: "information", decided: "good" } as const;

/** The location is text, never a link: it leads to what somebody found harmful. */
function Item({ item }: { item: TrackedItem }) {
  const t = useTranslations("intake.track");
  return (
    <li className="grid gap-2 py-5">
      <p className="font-medium break-all">
        {item.location}
        {item.detail ? <span className="font-normal text-ink-soft"> · {item.detail}</span> : null}
      </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Status tone={tones[item.state]}>{t(`state.${item.state}`)}</Status>
        {item.decidedAt ? (
          <span className="text-ink-soft">
            <Time value={item.decidedAt} show="day" zone={item.zone ?? undefined} />
          </span>
        ) : null}
      </div>
      {item.outcome ? <p>{t(`outcome.${item.outcome}`)}</p> : null}
      {item.outcomeUrl ? (
        <p>
          <TextLink href={new URL(item.outcomeUrl).pathname}>
            {t(item.outcome === "referred" ? "referralLetter" : "reasons")}
          </TextLink>
        </p>
      ) : null}
    </li>
  );
}
