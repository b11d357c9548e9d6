import { useLocale, useTranslations } from "next-intl";
import { isLetterLanguage } from "@/i18n/locales";
import type { DisputeBody } from "@/lib/administration/dispute-body.contract";
import type { AddresseeView } from "@/lib/appeals/contract";
import type { OwnDispute } from "@/lib/appeals/dispute.contract";
import { disputeBodiesUrl } from "@/lib/decisions/letter-facts.rules";
import { dayInWords, dayWithZone } from "@/lib/platform/letter.rules";
import { BodyList } from "../disputes/body-list";
import { Disclosure } from "../ui/disclosure";
import { LinkButton } from "../ui/link-button";
import { Localised } from "../ui/localised";
import { Notice } from "../ui/notice";
import { TextLink } from "../ui/text-link";
import { DroppedAppeal, HeldAppeal } from "./held-appeal";
import { LetterPart, Paragraph } from "./letter";
import { useHeadings } from "./letter-headings";
import { OwnAppeal } from "./own-appeal";
import { redressLeft } from "./redress.rules";

type Props = {
  view: AddresseeView;
  appealPath: string;
  /** The bodies certified today, those that speak the letter's language first. */
  bodies?: readonly DisputeBody[];
  dispute?: OwnDispute | null;
};

/** What follows and why comes first; where the content is and how it was found comes after what one can do. */
const first: readonly string[] = ["restrictions", "measures", "undone", "next", "facts", "rule", "law", "exceptions"];

/**
 * A decision as its addressee was told it: the outcome in a sentence, what follows, why, what they can do with one
 * button, then the details. What is around the letter speaks the letter's language, or the one that the reader chose at the
 * foot of the page (i18n/locales.ts); the letter itself stays as it was sent, and is marked with its own.
 */
export function DecisionStatement({ view, appealPath, bodies = [], dispute = null }: Props) {
  const t = useTranslations("addressee");
  const { parts, language, subject } = view;
  const decision = parts.find(({ id }) => id === "decision");
  const told = parts.find(({ id }) => id === "redress");
  const main = first.flatMap((id) => parts.filter((part) => part.id === id));
  const rest = parts.filter((part) => part !== decision && part !== told && !main.includes(part));
  const hasAppealed = (view.appeal !== null || view.held !== null) && !view.mayAppeal;
  const redress = told && hasAppealed ? redressLeft(told, appealPath) : told;
  const headingOf = useHeadings(language);
  return (
    <article className="grid gap-8">
      <header className="grid gap-3">
        <p className="text-14 text-ink-soft">
          {t.rich("summary", { reference: view.reference, platform: () => <Localised value={view.platform} /> })}
        </p>
        <h1 lang={language} className="text-28 font-semibold tracking-tight">
          {subject}
        </h1>
        <div lang={language} className="grid gap-2">
          {decision?.paragraphs.map((paragraph, position) => (
            <Paragraph
              key={paragraph}
              isOurs={view.letter === "changed"}
              className={position === 0 ? "text-20" : "text-ink-soft"}
            >
              {paragraph}
            </Paragraph>
          ))}
        </div>
        <DecisionState view={view} />
      </header>
      {dispute ? <OwnDisputeNotice dispute={dispute} /> : null}
      {view.held ? <HeldAppeal held={view.held} zone={view.zone} /> : null}
      {view.dropped ? <DroppedAppeal dropped={view.dropped} zone={view.zone} /> : null}
      {view.appeal ? <OwnAppeal appeal={view.appeal} language={language} /> : null}
      <div lang={language} className="grid gap-6">
        {main.map((part) => (
          <LetterPart key={part.id} part={part} heading={headingOf(part.id)} />
        ))}
      </div>
      <section className="grid gap-4 border-y border-line py-6">
        {redress ? (
          <div lang={language}>
            <LetterPart part={redress} heading={headingOf(redress.id)} />
          </div>
        ) : null}
        {redress ? <OtherWays language={language} /> : null}
        {redress && bodies.length > 0 ? <Bodies bodies={bodies} /> : null}
        <WayToAppeal view={view} appealPath={appealPath} />
      </section>
      <section className="grid gap-5 text-ink-soft">
        <h2 className="text-20 font-semibold text-ink">{t("details")}</h2>
        <div lang={language} className="grid gap-5">
          {rest.map((part) => (
            <LetterPart key={part.id} part={part} level={3} heading={headingOf(part.id)} />
          ))}
        </div>
        <p>
          <TextLink href={`${appealPath.slice(0, -"/appeal".length)}/letter.pdf`}>{t("download")}</TextLink>
        </p>
      </section>
    </article>
  );
}

/** What is open beside an appeal, once more in the language that the reader chose: it is the same for everybody. */
function OtherWays({ language }: { language: string }) {
  const t = useTranslations("statement.redress");
  if (useLocale() === language) return null;
  return (
    <div className="grid gap-1.5">
      <Paragraph>{t("dispute")}</Paragraph>
      <Paragraph isOurs>{t("disputeList", { url: disputeBodiesUrl })}</Paragraph>
      <Paragraph>{t("court")}</Paragraph>
    </div>
  );
}

/** The certified bodies of today, shown on asking: whoever goes to one needs no complaint to us (D1). */
function Bodies({ bodies }: { bodies: readonly DisputeBody[] }) {
  const t = useTranslations("addressee.bodies");
  const locale = useLocale();
  const words = (key: string, values?: Record<string, string | number>) => t(key as "languages", values as never);
  return (
    <Disclosure summary={t("show")}>
      <div className="grid gap-3">
        <p>{t("lead")}</p>
        <BodyList bodies={bodies} language={isLetterLanguage(locale) ? locale : "en"} t={words} />
      </div>
    </Disclosure>
  );
}

/** That a body told us of a dispute about this decision, and where it stands. */
function OwnDisputeNotice({ dispute }: { dispute: OwnDispute }) {
  const t = useTranslations("addressee.dispute");
  const locale = useLocale();
  const day = dayInWords(dispute.receivedOn, isLetterLanguage(locale) ? locale : "en");
  return (
    <Notice tone="information" title={t("title")}>
      {t(dispute.state, { body: dispute.body, day })}
    </Notice>
  );
}

function DecisionState({ view }: { view: AddresseeView }) {
  const t = useTranslations("addressee.state");
  if (view.state === "standing") return null;
  return (
    <Notice tone="information" title={t(`${view.state}.title`)} className="mt-2">
      <StateWords view={view} />
    </Notice>
  );
}

/** What became of it; while it is being made anew, what still applies, in the platform's words. */
function StateWords({ view }: { view: AddresseeView }) {
  const { state, again, addressee, stillApplies, zone, withPlatform } = view;
  const t = useTranslations("addressee.state");
  const locale = useLocale();
  if (state === "standing") return null;
  if (state === "again")
    return t(`again.${addressee === "affected" ? (again?.outcome ?? "violation") : "notifier"}`, {
      day: again ? dayWithZone(again.on, zone, locale) : "",
    });
  if (withPlatform !== "done" && addressee === "affected" && (state === "reversed" || state === "followed"))
    // Given up: nobody waits any more for the platform to confirm it.
    return t(`${state}.${withPlatform === "givenUp" ? "affectedUnconfirmed" : "affectedWaiting"}`);
  if (state !== "reopened") return t(`${state}.${addressee}`);
  return (
    <>
      {t("reopened.affected")}
      <ul className="mt-1 list-disc ps-5">
        {stillApplies.map((label) => (
          <li key={label} lang={view.language}>
            {label}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The one button, with the last day on which it can be used; or why there is none any more. */
function WayToAppeal({ view, appealPath }: Props) {
  const t = useTranslations("addressee.appeal");
  const locale = useLocale();
  const day = view.window.endsOn && dayWithZone(view.window.endsOn, view.zone, locale);
  if (view.mayAppeal)
    return (
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <LinkButton href={appealPath} look="primary" className="px-6">
          {t("action")}
        </LinkButton>
        <p>
          {day ? t("until", { day }) : t("anyTime")} {day ? t("free") : null}
        </p>
      </div>
    );
  if (view.held) return null;
  if (view.appeal) return <p className="font-medium">{t(view.appeal.answer ? "answered" : "filed")}</p>;
  if (view.state !== "standing" || view.window.state !== "closed" || !day) return null;
  return <p className="font-medium">{t("over", { day })}</p>;
}
