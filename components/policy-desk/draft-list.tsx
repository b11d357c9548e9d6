import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ListedDraft } from "@/lib/policy/drafts/view.contract";
import { draftHref } from "../policy/addresses.rules";
import { useDay } from "../policy/names";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { DraftStateMark } from "./state";

type Props = { drafts: readonly ListedDraft[]; title: string /** Of its heading. */; level?: 2 | 3 };

/** Versions that are still on the way: what each is called, where it stands, who wrote last. Announced is not in force, and neither is a draft. */
export function DraftList({ drafts, title, level = 2 }: Props) {
  const t = useTranslations("policyDesk");
  const day = useDay();
  if (drafts.length === 0) return null;
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section aria-label={title} className="grid gap-2">
      <Heading className="text-13 font-medium text-ink-soft">{title}</Heading>
      <ul className="grid gap-3">
        {drafts.map((draft) => (
          <li key={draft.id} className="grid gap-0.5">
            <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <TextLink href={draftHref(draft.platform, draft.id)} via={Link} className="font-medium">
                {draft.label === draft.ref ? draft.ref : `${draft.label} (${draft.ref})`}
              </TextLink>
              <DraftStateMark state={draft.state} />
            </p>
            <p className="text-13 text-ink-soft">
              {draft.effectiveFrom ? t("wouldBegin", { day: day(draft.effectiveFrom) }) : t("noDayYet")} ·{" "}
              {t("changedBy", { name: draft.changedBy ?? t("terminal") })} <Time value={draft.changedAt} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
