import { useTranslations } from "next-intl";
import type { CoachingNote } from "@/lib/quality/review.contract";
import { QuietLink } from "../policy/quiet-link";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { useFinding } from "./use-finding";

/** What second looks at the reader's own decisions came to: what differed, why, and what a supervisor wrote about it. */
export function CoachingNotes({ notes }: { notes: readonly CoachingNote[] }) {
  const t = useTranslations("quality");
  const finding = useFinding();
  if (notes.length === 0) return <p className="py-3 text-ink-soft">{t("coaching.none")}</p>;
  return (
    <ul className="grid divide-y divide-line">
      {notes.map((note) => (
        <li key={note.sampleId} className="grid gap-1 py-3">
          <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <TextLink via={QuietLink} href={`/cases/${note.caseId}`}>
              <Reference className="select-auto">{note.reference}</Reference>
            </TextLink>
            <Status look="plain" tone={note.sameFinding && note.sameSanctions ? "good" : "caution"}>
              {note.sameFinding && note.sameSanctions ? t("pair.same") : t("pair.different")}
            </Status>
            <Time value={note.at} className="text-12 text-ink-soft" />
          </p>
          <p className="text-ink-soft">
            {t("coaching.found", { first: finding(note.first), second: finding(note.second) })}
          </p>
          {note.cause ? (
            <p className="text-ink-soft">{t("coaching.cause", { cause: t(`causes.${note.cause}`) })}</p>
          ) : null}
          {note.note ? <p className="max-w-[72ch] whitespace-pre-wrap [overflow-wrap:anywhere]">{note.note}</p> : null}
        </li>
      ))}
    </ul>
  );
}
