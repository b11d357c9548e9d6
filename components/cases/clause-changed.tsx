import { useTranslations } from "next-intl";
import type { CaseView, ClauseView } from "@/lib/decisions/contract";
import { anchorOf, compareHref } from "../policy/addresses.rules";
import { useListed } from "../policy/names";
import { QuietLink } from "../policy/quiet-link";
import { Localised } from "../ui/localised";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { ToneShape } from "../ui/tone";

/** That the clause reads otherwise than when this person last decided under it, in a line, with the way to the change. */
export function ClauseChanged({ view, clause }: { view: CaseView; clause: ClauseView }) {
  const t = useTranslations("case.clause.changed");
  const said = useTranslations("policyCompare");
  const listed = useListed();
  // A suggested clause came with the case; one that was searched for says it itself.
  const change = view.clauseChanges.find(({ ref }) => ref === clause.ref) ?? clause.changed;
  if (!change) return null;
  const { from, to, before, usedAt, kinds, cells } = change;
  const words = [...kinds.map((kind) => said(`kinds.${kind}`)), ...cells.map((kind) => said(`cellCounts.${kind}`))];
  return (
    <p className="flex items-start gap-2 text-13">
      <ToneShape tone="information" className="mt-1 size-2.5" />
      <span>
        {t.rich("line", {
          clause: before,
          changes: listed(words),
          when: () => <Time value={usedAt} show="day" />,
          version: () => <Localised value={from.label} />,
        })}{" "}
        <TextLink
          href={`${compareHref(view.platform.id, { from: from.ref, to: to.ref })}#${anchorOf(clause.ref)}`}
          via={QuietLink}
        >
          {t("see")}
        </TextLink>
      </span>
    </p>
  );
}
