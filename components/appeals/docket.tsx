import { useTranslations } from "next-intl";
import type { AppealView, DocketEntry } from "@/lib/appeals/contract";
import { QuietLink } from "../policy/quiet-link";
import { Field } from "../ui/field";
import { Panel } from "../ui/panel";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Textarea } from "../ui/textarea";
import { Time } from "../ui/time";
import { AppealStatus } from "./appeal-words";
import type { Answer } from "./use-answer";

/** The other appeals of the decision, of both sides, with their words and how they were answered. */
export function Docket({ entries }: { entries: AppealView["docket"] }) {
  const t = useTranslations("redress.docket");
  return (
    <Panel look="bare" title={t("title")}>
      {entries.length === 0 ? (
        <p className="text-ink-soft">{t("none")}</p>
      ) : (
        <ul className="grid divide-y divide-line">
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Entry({ entry }: { entry: DocketEntry }) {
  const t = useTranslations("redress.docket");
  const words = useTranslations("appeal");
  return (
    <li className="grid gap-1 py-2 first:pt-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <TextLink via={QuietLink} href={`/appeals/${entry.id}`}>
          <Reference className="select-auto">{entry.reference}</Reference>
        </TextLink>
        <span>{words(`by.${entry.by}`)}</span>
        <AppealStatus appeal={entry} look="plain" />
        {entry.decidedAt ? <Time value={entry.decidedAt} /> : null}
      </p>
      {entry.ledHere ? (
        <Status look="plain" tone="information">
          {t("led")}
        </Status>
      ) : null}
      <p dir="auto" lang={entry.language} className="reading whitespace-pre-wrap">
        {entry.text || <span className="text-ink-soft">{words("view.noWords")}</span>}
      </p>
      {entry.departure ? (
        <p className="text-13 text-ink-soft">
          {t("departure")}: <bdi>{entry.departure}</bdi>
        </p>
      ) : null}
    </li>
  );
}

/** Disputes out of court about the same decision; one may be open beside a complaint to us. */
export function Disputes({ disputes }: { disputes: AppealView["disputes"] }) {
  const t = useTranslations("disputes");
  if (disputes.length === 0) return null;
  return (
    <Panel look="bare" title={t("onCase")}>
      <ul className="grid gap-1">
        {disputes.map(({ id, reference, body, state }) => (
          <li key={id}>
            <TextLink via={QuietLink} href={`/disputes/${id}`}>
              <Reference className="select-auto">{reference}</Reference>
            </TextLink>{" "}
            {body} · {t(`states.${state}`)}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Asked for only where the answer turns over another in the docket, or lifts what an authority's order demands. */
export function Departure({ answer: { draft, change, shown, fields } }: { answer: Answer }) {
  const t = useTranslations("redress.docket");
  const turned = shown.is === "there" ? shown.preview.turnsOver : [];
  const authority = shown.is === "there" ? shown.preview.ordered : null;
  if (turned.length === 0 && authority === null) return null;
  const because = [
    ...(authority === null ? [] : [t("ordered", { authority })]),
    ...turned.map(({ reference }) => t("turnsOver", { reference })),
  ];
  return (
    <Field
      name="departure"
      label={t(authority === null ? "why" : "whyOrdered")}
      hint={`${because.join(" ")} ${t("whyHint")}`}
      error={fields.departure}
    >
      {(control) => (
        <Textarea
          {...control}
          rows={3}
          dir="auto"
          value={draft.departure}
          onChange={(event) => change({ departure: event.target.value })}
        />
      )}
    </Field>
  );
}
