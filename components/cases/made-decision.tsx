import { useTranslations } from "next-intl";
import type { MadeDecision } from "@/lib/decisions/made.contract";
import { clauseHref } from "../policy/addresses.rules";
import { QuietLink } from "../policy/quiet-link";
import { useNames } from "../queue/nameable";
import { DefinitionList } from "../ui/definition-list";
import { Localised } from "../ui/localised";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import type { Tone } from "../ui/tone";
import { MadeAppeals, MadeDisputes } from "./made-after";
import { MadeExceptions, MadeFindings } from "./made-findings";
import { MadeLetters } from "./made-letters";
import { MadeSanctions } from "./made-sanctions";
import { SafeText } from "./safe-text";

type Props = { decision: MadeDecision; zone: string; platform: string };

const tones: Record<string, Tone> = { standing: "accent", undone: "neutral", reversed: "good", superseded: "neutral" };

/** One decision as it was recorded, and what became of it. */
export function MadeDecisionPart({ decision, zone, platform }: Props) {
  const t = useTranslations("made");
  const referred = useTranslations("case.setAside.referTo");
  const name = useNames();
  const state = decision.end?.state ?? "standing";
  return (
    <article className="grid gap-3 text-13" aria-label={name("outcome", decision.outcome)}>
      <header className="grid gap-1">
        <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <p className="text-16 font-semibold">
            {decision.referredTo
              ? t("referredTo", { to: referred(decision.referredTo) })
              : name("outcome", decision.outcome)}
          </p>
          <Status look="plain" tone={tones[state] ?? "neutral"}>
            {t(`states.${state}`)}
          </Status>
        </div>
        <p className="text-ink-soft">
          <Time value={decision.decidedAt} show="exact" />
          {" · "}
          <By decision={decision} />
        </p>
      </header>
      {decision.end ? <End end={decision.end} /> : null}
      <Grounds decision={decision} platform={platform} zone={zone} />
      {decision.letters.length > 0 ? (
        <MadeLetters decisionId={decision.id} letters={decision.letters} more={decision.moreLetters} />
      ) : null}
      {decision.appeals && decision.appeals.length > 0 ? <MadeAppeals appeals={decision.appeals} /> : null}
      {decision.disputes && decision.disputes.length > 0 ? <MadeDisputes disputes={decision.disputes} /> : null}
    </article>
  );
}

function By({ decision: { by } }: { decision: MadeDecision }) {
  const t = useTranslations("made");
  if (!by) return t("byColleague");
  return by.isMe ? t("byYou") : t.rich("by", { name: () => <bdi>{by.name}</bdi> });
}

/** Why it no longer stands. */
function End({ end: { state, at, replacedBy } }: { end: NonNullable<MadeDecision["end"]> }) {
  const t = useTranslations("made");
  return (
    <p className="border-l-2 border-line-strong pl-3">
      {t(`why.${state}`)} {at ? <Time value={at} show="exact" className="text-ink-soft" /> : null}
      {replacedBy ? (
        <>
          {" "}
          {t.rich("replacedBy", {
            case: () => (
              <TextLink via={QuietLink} href={`/cases/${replacedBy.caseId}`}>
                {replacedBy.reference}
              </TextLink>
            ),
          })}
        </>
      ) : null}
    </p>
  );
}

function Grounds({ decision, platform, zone }: Props) {
  const t = useTranslations("made");
  const deviation = useTranslations("case.deviation");
  const name = useNames();
  const isFinding = decision.outcome === "violation";
  return (
    <DefinitionList
      items={[
        {
          key: "clause",
          term: t("clause"),
          value: decision.clause ? <Clause decision={decision} platform={platform} /> : null,
        },
        { key: "also", term: t("alsoBreaks"), value: decision.alsoBreaks.join(", ") },
        { key: "law", term: t("law"), value: decision.legalGround },
        {
          key: "sanctions",
          term: t("sanctions"),
          value: isFinding ? <MadeSanctions sanctions={decision.sanctions} zone={zone} /> : null,
        },
        { key: "count", term: t("count"), value: isFinding ? <Arithmetic decision={decision} /> : null },
        { key: "facts", term: t("facts"), value: decision.facts && <Quoted>{decision.facts}</Quoted> },
        {
          key: "exceptions",
          term: t("exceptions.title"),
          value: decision.exceptions.length > 0 ? <MadeExceptions exceptions={decision.exceptions} /> : null,
        },
        {
          key: "findings",
          term: t("findings.title"),
          value: decision.findings.length > 0 ? <MadeFindings findings={decision.findings} /> : null,
        },
        { key: "rationale", term: t("rationale"), value: decision.rationale && <Quoted>{decision.rationale}</Quoted> },
        {
          key: "deviation",
          term: t("deviation"),
          value: decision.deviation ? (
            <>
              {deviation.has(`codes.${decision.deviation.code}`)
                ? deviation(`codes.${decision.deviation.code}`)
                : decision.deviation.code}
              <Quoted>{decision.deviation.why}</Quoted>
            </>
          ) : null,
        },
        {
          key: "override",
          term: t("override"),
          value: decision.override ? <Override override={decision.override} /> : null,
        },
        {
          key: "exempt",
          term: t("exempt.title"),
          value: decision.exempt ? (
            <>
              {t(`exempt.${decision.exempt.kind}`, { count: decision.exempt.items })}
              <Quoted>{decision.exempt.why}</Quoted>
            </>
          ) : null,
        },
        { key: "role", term: t("role"), value: decision.role ? name("role", decision.role) : "" },
        {
          key: "day",
          term: t("contentDay"),
          value: <Time value={`${decision.contentDay}T12:00:00Z`} show="day" zone="UTC" />,
        },
      ]}
    />
  );
}

/** What had been suggested instead, by which model, and why it was not followed. */
function Override({
  override: { ref, title, model, isConfident, code },
}: {
  override: NonNullable<MadeDecision["override"]>;
}) {
  const t = useTranslations("made");
  const reasons = useTranslations("case.override.codes");
  return (
    <>
      {ref} {title ? <Localised value={title} /> : null}
      <span className="block text-ink-soft">
        {t(isConfident ? "suggestedConfident" : "suggestedUnsure")}
        {" · "}
        {code === null ? t("noReason") : reasons.has(code) ? reasons(code) : code}
      </span>
      <span className="block text-12 break-all text-ink-soft">
        {t("model")} <code>{model}</code>
      </span>
    </>
  );
}

function Clause({ decision: { clause }, platform }: Pick<Props, "decision" | "platform">) {
  if (!clause) return null;
  return (
    <>
      <TextLink via={QuietLink} href={clauseHref(platform, clause)}>
        {clause.ref} {clause.title ? <Localised value={clause.title} /> : null}
      </TextLink>
      <span className="block text-ink-soft">{clause.edition}</span>
    </>
  );
}

/** As it was recorded when the decision was made; what is counted today stands with the account. */
function Arithmetic({ decision: { count, points, why } }: { decision: MadeDecision }) {
  const t = useTranslations("made");
  if (count === null && points === 0 && why.length === 0) return t("notCounted");
  return (
    <div className="grid gap-1">
      {count === null ? null : <p className="font-medium">{t("countIs", { count })}</p>}
      {points === 0 ? null : <p className="font-medium">{t("points", { points })}</p>}
      {why.map((sentence) => (
        <p key={sentence} className="text-ink-soft">
          {sentence}
        </p>
      ))}
    </div>
  );
}

function Quoted({ children }: { children: string }) {
  return (
    <span dir="auto" className="block max-w-[68ch] [overflow-wrap:anywhere] whitespace-pre-wrap">
      <SafeText text={children} />
    </span>
  );
}
