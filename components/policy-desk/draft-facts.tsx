import { useTranslations } from "next-intl";
import type { DraftView } from "@/lib/policy/drafts/view.contract";
import { broughtBack } from "@/lib/policy/library-words.rules";
import { useDay } from "../policy/names";
import { useChangeWords } from "../policy/place-words";
import { BringsBack } from "../policy/version-words";
import { DefinitionList } from "../ui/definition-list";
import { Time } from "../ui/time";
import { DraftStateMark } from "./state";

/** Where the draft stands, who wrote, who asked, who signed. */
export function DraftFacts({ draft }: { draft: DraftView }) {
  const t = useTranslations("policyDesk.facts");
  const { people } = draft;
  const back = broughtBack(draft.file.version);
  const day = useDay();
  return (
    <DefinitionList
      items={[
        { key: "state", term: t("state"), value: <DraftStateMark state={draft.state} /> },
        { key: "base", term: t("base"), value: draft.baseRef ?? t("noBase") },
        { key: "back", term: t("origin"), value: back && <BringsBack version={back} /> },
        { key: "from", term: t("from"), value: draft.effectiveFrom ? day(draft.effectiveFrom) : t("noDay") },
        { key: "announced", term: t("announced"), value: draft.announced && day(draft.announced) },
        { key: "created", term: t("created"), value: people.createdBy },
        {
          key: "changed",
          term: t("changed"),
          value: (
            <>
              {people.changedBy} <Time value={draft.changedAt} />
            </>
          ),
        },
        { key: "asked", term: t("asked"), value: people.askedBy },
        { key: "signed", term: t("signed"), value: people.signedBy },
      ]}
    />
  );
}

/** The newest writes, so that two editors see each other's. */
export function DraftHistory({ history, file }: Pick<DraftView, "history" | "file">) {
  const t = useTranslations("policyDesk.history");
  const words = useChangeWords(file);
  if (history.length === 0) return <p className="text-13 text-ink-soft">{t("none")}</p>;
  return (
    <ol className="grid gap-1.5 text-13">
      {history.map(({ rev, name, kind, at, places }) => (
        <li key={rev}>
          <span className="tabular-nums text-ink-soft">{rev}</span> {t(kind, { name: name ?? t("terminal") })}{" "}
          <Time value={at} />
          <Changed places={[...new Set(places.map(words))]} />
        </li>
      ))}
    </ol>
  );
}

const longestList = 6;

/** What one write changed, a line each. */
function Changed({ places }: { places: readonly string[] }) {
  const t = useTranslations("policyDesk.history");
  const more = places.length - longestList;
  return (
    <ul className="text-12 break-words text-ink-soft">
      {places.slice(0, longestList).map((place) => (
        <li key={place}>{place}</li>
      ))}
      {more > 0 ? <li>{t("more", { count: more })}</li> : null}
    </ul>
  );
}
