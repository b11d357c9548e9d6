import { useTranslations } from "next-intl";
import type { AppealView } from "@/lib/appeals/contract";
import { SafeText } from "../cases/safe-text";
import { QuietLink } from "../policy/quiet-link";
import { DefinitionList } from "../ui/definition-list";
import { Disclosure } from "../ui/disclosure";
import { LiveTime } from "../ui/live-time";
import { Localised } from "../ui/localised";
import { Page } from "../ui/page";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { Alike } from "./alike";
import { AnswerDesk } from "./answer-desk";
import { AppealStatus } from "./appeal-words";
import { Attachments } from "./attachments";
import { ContestedByReviewer } from "./contested-by-reviewer";
import { Disputes, Docket } from "./docket";
import { FirstLook, GivenLooks, Reports } from "./first-look";
import { GivenAnswer } from "./given-answer";
import { LetPerson } from "./let-person";
import { Letter } from "./letter";
import { Risk } from "./risk";
import { ChangedSince, Timeline } from "./timeline";

/** One appeal: on the left what was said and shown, on the right what was decided and told; below, the answer. */
export function AppealDetail({ view }: { view: AppealView }) {
  const isOpen = view.state === "received" || view.state === "assigned";
  return (
    <Page>
      <AppealHead view={view} />
      <div className="grid items-start gap-x-10 gap-y-6 border-t border-line lg:grid-cols-2">
        <div className="grid min-w-0">
          <Words view={view} />
          <Attachments files={view.attachments} at={`/api/appeals/${view.id}/files`} />
          <Docket entries={view.docket} />
          <Disputes disputes={view.disputes} />
          <Content view={view} />
          <Reports reports={view.reports} />
        </div>
        <div className="grid min-w-0 max-lg:border-t max-lg:border-line">
          {view.decision ? <ContestedByReviewer decision={view.decision} /> : <FirstLook view={view} />}
          <GivenLooks view={view} />
          {view.since ? <ChangedSince since={view.since} /> : null}
          {view.timeline ? <Timeline entries={view.timeline} /> : null}
          <Told view={view} />
        </div>
      </div>
      <LetPast view={view} />
      {isOpen ? <AnswerDesk view={view} /> : <GivenAnswer view={view} />}
      <Alike view={view} />
    </Page>
  );
}

/** Who may answer in spite of a tie to the decision, and for an admin the way to let somebody. */
function LetPast({ view: { id, version, letPast, tied } }: { view: AppealView }) {
  const failures = useTranslations("failures");
  const inWords = <Row extends { tie: string }>(row: Row) => ({ ...row, tie: failures(row.tie) });
  return (
    <LetPerson
      past="letPast"
      allowed={letPast.map(inWords)}
      tied={tied.map(inWords)}
      path={`/api/appeals/${id}/override`}
      seen={{ version }}
    />
  );
}

function AppealHead({ view }: { view: AppealView }) {
  const t = useTranslations("appeal");
  return (
    <>
      <PageHeader
        above={
          <TextLink via={QuietLink} href="/appeals">
            {t("view.back")}
          </TextLink>
        }
        title={t("view.title", { reference: view.reference })}
        beside={
          <>
            <AppealStatus appeal={view} />
            {view.isLate ? <Status tone="danger">{t("table.late")}</Status> : null}
          </>
        }
        summary={
          <>
            {t(`by.${view.by}`)} · <Localised value={view.platform.name} />
            {view.caseId && view.caseReference ? (
              <AboutCase caseId={view.caseId} reference={view.caseReference} />
            ) : null}
          </>
        }
      />
      <Dates view={view} />
    </>
  );
}

function AboutCase({ caseId, reference }: { caseId: string; reference: string }) {
  const t = useTranslations("appeal.view");
  const link = () => (
    <TextLink via={QuietLink} href={`/cases/${caseId}`}>
      <Reference className="select-auto">{reference}</Reference>
    </TextLink>
  );
  return <> · {t.rich("aboutCase", { case: link })}</>;
}

function Dates({ view }: { view: AppealView }) {
  const t = useTranslations("appeal.view");
  const isOpen = view.answeredAt === null;
  const items = [
    {
      term: t("informed"),
      value: view.informedAt ? <Time value={view.informedAt} show="day" zone={view.zone} /> : t("notInformed"),
    },
    {
      term: t("until"),
      value: view.appealUntil ? <Time value={view.appealUntil} show="day" zone={view.zone} /> : null,
    },
    { term: t("received"), value: <Time value={view.receivedAt} show="exact" /> },
    { term: t("due"), value: isOpen ? <LiveTime value={view.dueAt} /> : null },
    { term: t("risk"), value: isOpen ? <Risk level={view.risk} why={view.riskWhy} /> : null },
    { term: t("reviewer"), value: view.assignedTo?.name ?? null },
  ];
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {items
        .filter(({ value }) => value !== null)
        .map(({ term, value }) => (
          <div key={term} className="grid gap-0.5">
            <dt className="text-12 text-ink-soft">{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Words({ view }: { view: AppealView }) {
  const t = useTranslations("appeal.view");
  return (
    <Panel look="bare" title={t("says")}>
      <p dir="auto" className="reading border-l-2 border-accent pl-3 whitespace-pre-wrap">
        {view.text ? <SafeText text={view.text} /> : <span className="text-ink-soft">{t("noWords")}</span>}
      </p>
    </Panel>
  );
}

function Content({ view: { content } }: { view: AppealView }) {
  const t = useTranslations("appeal.view");
  const lang = content.language === "und" ? undefined : content.language;
  return (
    <Panel
      look="bare"
      title={t("content")}
      aside={
        <span>{t.rich("contentOf", { day: () => <Time value={content.contentDay} show="day" zone="UTC" /> })}</span>
      }
    >
      <div className="grid gap-3">
        <div lang={lang} dir="auto" className="grid gap-1">
          {content.title ? (
            <p className="text-16 font-semibold [overflow-wrap:anywhere]">
              <SafeText text={content.title} />
            </p>
          ) : null}
          <p className="reading whitespace-pre-wrap">
            <SafeText text={content.text} />
          </p>
        </div>
        <DefinitionList
          className="text-13"
          items={[
            { key: "location", term: t("location"), value: <span className="break-all">{content.location}</span> },
          ]}
        />
      </div>
    </Panel>
  );
}

function Told({ view: { statement } }: { view: AppealView }) {
  const t = useTranslations("appeal.view");
  if (!statement) return null;
  return (
    <div className="border-t border-line py-3">
      <Disclosure summary={t("told")}>
        <Letter {...statement} level={3} className="border-l-2 border-line pl-3 text-13" />
      </Disclosure>
    </div>
  );
}
