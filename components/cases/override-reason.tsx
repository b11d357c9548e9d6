"use client";

import { useTranslations } from "next-intl";
import type { CaseView } from "@/lib/decisions/contract";
import { overrideCodes } from "@/lib/decisions/override.rules";
import { type Draft, overrideAsked } from "../decisions/draft.rules";
import type { ChangeDraft } from "../decisions/use-draft";
import { Keycap } from "../ui/keycap";
import { Select } from "../ui/select";

type Props = { view: CaseView; draft: Draft; change: ChangeDraft };

/** Why not what was suggested first: one code, never needed, by a key that goes on to the next at each press. */
export function OverrideReason({ view, draft, change }: Props) {
  const t = useTranslations("case.override");
  const asked = overrideAsked(view, draft);
  const first = view.suggestions[0];
  if (!asked || !first) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 px-2 text-13 text-ink-soft">
      <label htmlFor="override">{t(asked, { clause: first.ref })}</label>
      {/* The key stays beside what it turns, however narrow the column. */}
      <span className="flex max-w-80 min-w-[min(100%,17rem)] flex-1 items-center gap-2.5">
        <Select
          id="override"
          aria-keyshortcuts="O"
          className="min-w-0 flex-1"
          placeholder={t("unsaid")}
          options={overrideCodes.map((code) => ({ value: code, label: t(`codes.${code}`) }))}
          value={draft.override}
          onChange={({ target }) =>
            change((before) => ({ ...before, override: overrideCodes.find((code) => code === target.value) ?? "" }))
          }
        />
        <Keycap aria-hidden="true" className="shrink-0">
          O
        </Keycap>
      </span>
    </div>
  );
}
