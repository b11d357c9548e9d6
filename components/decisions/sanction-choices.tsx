"use client";

import { useTranslations } from "next-intl";
import type { ChosenSanction } from "@/lib/decisions/choice.contract";
import type { ConsequenceCard } from "@/lib/decisions/contract";
import { Checkbox } from "../ui/checkbox";
import { Disclosure } from "../ui/disclosure";
import { Localised } from "../ui/localised";
import { Tag } from "../ui/status";
import { type Draft, recommendedOf, withAction, withSanctionDetail } from "./draft.rules";
import { SanctionFields } from "./sanction-fields";
import { SanctionTerm } from "./sanction-term";
import type { ChangeDraft } from "./use-draft";

type Props = {
  card: ConsequenceCard;
  draft: Draft;
  change: ChangeDraft;
  zone: string;
  mayDecide: boolean;
  /** Sentences to show at their fields, as the server names these: `sanctions.0.endsOn`. */
  problems: Readonly<Record<string, string>>;
};

/** The sanctions that this version of the table offers for this role, the recommended ones chosen; and why the others are not there. */
export function SanctionChoices({ card, draft, change, zone, mayDecide, problems }: Props) {
  const t = useTranslations("case.sanction");
  const chosen = draft.sanctions ?? recommendedOf(card);
  const offered = offeredIn(card, chosen);
  const following = card.sanctions.filter((sanction) => sanction.isFollowOn);
  return (
    <div className="grid grid-cols-1 gap-2">
      <fieldset disabled={!mayDecide} className="grid min-w-0 grid-cols-1">
        <legend className="sr-only">{t("title")}</legend>
        {offered.length === 0 ? (
          <p className="text-13 text-ink-soft">{t(isStillAsked(card) ? "offeredOnceSaid" : "nothingOffered")}</p>
        ) : null}
        {offered.map(({ action, label, isRecommended }) => {
          const position = chosen.findIndex((sanction) => sanction.action === action);
          const preview = card.sanctions.find((sanction) => sanction.action === action && !sanction.isFollowOn);
          return (
            <div key={action} className="border-t border-line py-1 first:border-t-0">
              <Checkbox
                id={`sanction-${action}`}
                checked={position >= 0}
                onChange={() => change((before) => withAction(before, card, action))}
                label={
                  <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                    <Localised value={preview?.label ?? label} className={position >= 0 ? "font-medium" : undefined} />
                    {isRecommended ? (
                      <Tag>{t(card.recommendation?.basis === "discretion" ? "mildest" : "byTable")}</Tag>
                    ) : null}
                  </span>
                }
                hint={preview && position >= 0 ? <SanctionTerm sanction={preview} zone={zone} /> : undefined}
              />
              {preview && position >= 0 ? (
                <SanctionFields
                  sanction={preview}
                  chosen={chosen[position]}
                  problems={problemsAt(problems, position)}
                  isDescribeAsked={card.missing.some(({ field }) => field === `sanctions.${position}.describe`)}
                  onDetail={(detail) => change((before) => withSanctionDetail(before, card, action, detail))}
                />
              ) : null}
            </div>
          );
        })}
      </fieldset>
      {following.map((sanction) => (
        <p key={sanction.action} className="text-13">
          <span className="text-ink-soft">{t("follows")} </span>
          <Localised value={sanction.label} className="font-medium" /> <SanctionTerm sanction={sanction} zone={zone} />
        </p>
      ))}
      {card.notOffered.length > 0 ? (
        <Disclosure summary={t("notOffered", { count: card.notOffered.length })} className="text-13">
          <ul className="grid gap-1.5">
            {card.notOffered.map((other) => (
              <li key={other.action} className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="min-w-0">
                  <Localised value={other.label} className="font-medium" />{" "}
                  <span className="text-ink-soft">{other.why}</span>
                </span>
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
    </div>
  );
}

/** What is chosen stays in sight even when the server would no longer offer it: the person must see what to take away. */
function offeredIn(card: ConsequenceCard, chosen: readonly ChosenSanction[]): ConsequenceCard["allowed"] {
  const beyond = chosen.filter((sanction) => !card.allowed.some((each) => each.action === sanction.action));
  return [
    ...card.allowed,
    ...beyond.map(({ action }) => ({
      action,
      label: (
        card.sanctions.find((each) => each.action === action) ?? card.notOffered.find((each) => each.action === action)
      )?.label ?? { en: action },
      isRecommended: false,
    })),
  ];
}

function problemsAt(problems: Readonly<Record<string, string>>, position: number): Record<string, string> {
  const start = `sanctions.${position}.`;
  return Object.fromEntries(
    Object.entries(problems).flatMap(([field, sentence]) =>
      field.startsWith(start) ? [[field.slice(start.length), sentence]] : [],
    ),
  );
}

/** The row cannot be read before it is said whose step it is and which version governs: until then it offers nothing yet. */
function isStillAsked({ missing }: ConsequenceCard): boolean {
  return missing.some(({ reason }) => reason === "role_needed" || reason === "content_date_needed");
}
