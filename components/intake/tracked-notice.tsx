import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { SafeText } from "@/components/cases/safe-text";
import { DefinitionList } from "@/components/ui/definition-list";
import { Localised } from "@/components/ui/localised";
import { Notice } from "@/components/ui/notice";
import { Reference } from "@/components/ui/reference";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { isLetterLanguage } from "@/i18n/locales";
import type { TrackedItem, TrackedWithLinks } from "@/lib/intake/contract";
import type { Help } from "@/lib/platform/help.rules";
import { dayInWords } from "@/lib/platform/letter.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { HelpPlaces } from "./help-places";
import { WithdrawForm, WriteForm } from "./tracked-forms";
import { TrackedTalk } from "./tracked-talk";

type Props = {
  notice: TrackedWithLinks;
  secret: string;
  help?: readonly Help[];
  /** Disputes out of court about what was decided on an item, by its location. */
  disputes?: readonly { location: string; body: string; receivedOn: string }[];
  actions: Record<"write" | "withdraw", ComponentProps<typeof WriteForm>["action"]>;
};

/** A report as its notifier may see it: each item, where it stands, how it ended and where the reasons are. */
export function TrackedNoticeView({ notice, secret, actions, help = [], disputes = [] }: Props) {
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
      {notice.withdrawnAt ? (
        <Withdrawn at={notice.withdrawnAt} wasTold={notice.items.some(({ outcomeUrl }) => outcomeUrl !== null)} />
      ) : null}
      <section className="grid gap-2">
        <h2 className="text-20 font-semibold">{t("itemsTitle", { count: notice.items.length })}</h2>
        <ul className="grid divide-y divide-line border-y border-line">
          {notice.items.map((item) => (
            <Item
              key={item.location}
              item={item}
              dispute={disputes.find(({ location }) => location === item.location) ?? null}
            />
          ))}
        </ul>
      </section>
      {help.length > 0 ? (
        <section className="grid gap-2">
          <h2 className="text-20 font-semibold">{t("helpTitle")}</h2>
          <p className="reading">{t("helpWhy")}</p>
          <HelpPlaces places={help} className="gap-2" />
        </section>
      ) : null}
      {notice.withdrawnAt ? null : <WhereAnswered notice={notice} />}
      <Talk notice={notice} secret={secret} actions={actions} />
    </div>
  );
}

/** By mail, or on this page alone; an address that was deleted is not said never to have been given. */
function WhereAnswered({ notice: { hasEmail, contactDeletedAt } }: Pick<Props, "notice">) {
  const t = useTranslations("intake.track");
  const locale = useLocale();
  const zone = useTimeZone() ?? "UTC";
  if (contactDeletedAt === null) return <p className="reading text-ink-soft">{t(hasEmail ? "byMail" : "noMail")}</p>;
  const day = dayInWords(dayIn(new Date(contactDeletedAt), zone), isLetterLanguage(locale) ? locale : "en");
  return <p className="reading text-ink-soft">{t("mailDeleted", { day })}</p>;
}

/** Questions and answers under the report, and the way to take it back while somebody is still to decide. */
function Talk({ notice, secret, actions }: Props) {
  const t = useTranslations("intake.talk");
  const { reference, messages, mayWrite, mayWithdraw } = notice;
  const problem = t("problem");
  return (
    <>
      {messages.length > 0 || mayWrite ? (
        <section className="grid gap-4">
          <h2 className="text-20 font-semibold">{t("title")}</h2>
          <TrackedTalk messages={messages} />
          {mayWrite ? (
            <WriteForm
              action={actions.write}
              reference={reference}
              secret={secret}
              words={{ text: t("text"), hint: t("hint"), send: t("send"), problem }}
            />
          ) : null}
        </section>
      ) : null}
      {mayWithdraw ? (
        <WithdrawForm
          action={actions.withdraw}
          reference={reference}
          secret={secret}
          words={{ open: t("withdraw"), means: t("withdrawMeans"), send: t("withdrawSend"), problem }}
        />
      ) : null}
    </>
  );
}

/** `wasTold`: of some item the outcome was told before the report was taken back, and it is still shown. */
export function Withdrawn({ at, wasTold }: { at: string; wasTold: boolean }) {
  const t = useTranslations("intake.talk");
  return (
    <Notice tone="information" title={t("withdrawn")}>
      <p>
        <Time value={at} show="exact" /> · {t(wasTold ? "withdrawnMeansNoFurther" : "withdrawnMeans")}
      </p>
    </Notice>
  );
}

const tones = { received: "neutral", in_review: "information", decided: "good" } as const;

/** The location is text, never a link: it leads to what somebody found harmful. */
function Item({ item, dispute }: { item: TrackedItem; dispute: { body: string; receivedOn: string } | null }) {
  const locale = useLocale();
  const t = useTranslations("intake.track");
  return (
    <li className="grid gap-2 py-5">
      <p className="font-medium break-all">
        {item.location}
        {item.detail ? (
          <span className="font-normal text-ink-soft">
            {" "}
            ·{" "}
            <bdi>
              <SafeText text={item.detail} />
            </bdi>
          </span>
        ) : null}
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
      {dispute ? (
        <p>
          {t("dispute", {
            body: dispute.body,
            day: dayInWords(dispute.receivedOn, isLetterLanguage(locale) ? locale : "en"),
          })}
        </p>
      ) : null}
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
