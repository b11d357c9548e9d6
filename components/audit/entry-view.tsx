import { useTranslations } from "next-intl";
import type { AuditDetail } from "@/lib/platform/audit-log";
import { DefinitionList } from "../ui/definition-list";
import { Panel } from "../ui/panel";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { Time } from "../ui/time";
import { ActorName, type NamedPlatform, Outcome, Subject } from "./audit-words";

/** The hashed text with its lines broken, for reading; as it stands when it is not JSON. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

const wrapping = "whitespace-normal [overflow-wrap:anywhere]";

type Props = { entry: AuditDetail; isWhole: boolean; platforms: readonly NamedPlatform[] };

/** One entry whole: who, what, when, the text that was hashed, and whether it still fits its hash. */
export function EntryView({ entry, isWhole, platforms }: Props) {
  const t = useTranslations("audit.entry");
  return (
    <>
      <Panel title={t("what")}>
        <DefinitionList
          items={[
            { key: "outcome", term: t("outcome"), value: <Outcome outcome={entry.outcome} /> },
            { key: "actor", term: t("actor"), value: <ActorName actor={entry} /> },
            {
              key: "subject",
              term: t("subject"),
              value: (
                <>
                  <Subject kind={entry.subjectKind} id={entry.subjectId} platforms={platforms} />
                  {entry.subjectName ? ` · ${entry.subjectName}` : null}
                </>
              ),
            },
            { key: "at", term: t("at"), value: <Time value={entry.at} show="exact" /> },
          ]}
        />
      </Panel>
      <Panel title={t("proof")}>
        <div className="grid gap-3">
          <Status tone={isWhole ? "good" : "danger"} className="justify-self-start">
            {isWhole ? t("whole") : t("broken")}
          </Status>
          <DefinitionList
            layout="stacked"
            items={[
              {
                key: "prev",
                term: t("prevHash"),
                value: <Reference className={wrapping}>{entry.prevHash || "–"}</Reference>,
              },
              { key: "hash", term: t("hash"), value: <Reference className={wrapping}>{entry.hash}</Reference> },
              {
                key: "body",
                term: t("body"),
                value: (
                  <section
                    aria-label={t("body")}
                    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
                    tabIndex={0}
                    className="overflow-x-auto rounded-md bg-sunken p-3"
                  >
                    <pre className="font-mono text-13">{indented(entry.body)}</pre>
                  </section>
                ),
              },
            ]}
          />
        </div>
      </Panel>
    </>
  );
}
