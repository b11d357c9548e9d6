import { useTranslations } from "next-intl";
import type { ClauseChange, ClauseChangeKind, ClauseHead } from "@/lib/policy/compare/contract";
import { Reference } from "../../ui/reference";
import { Status } from "../../ui/status";
import { TextLink } from "../../ui/text-link";
import type { Tone } from "../../ui/tone";
import { anchorOf, clauseHref } from "../addresses.rules";
import { QuietLink } from "../quiet-link";
import { Words } from "../words";
import { Facts, Texts } from "./facts";

const tones: Partial<Record<ClauseChangeKind, Tone>> = {
  added: "good",
  retired: "danger",
  moved: "information",
  reworded: "caution",
};

type Props = {
  changes: readonly ClauseChange[];
  /** Of the two versions; a draft has no address of its own for a clause. */
  versions: { platform: string; from: string; to: string };
  isBoth: boolean;
  languages: readonly string[] | null;
};

/** Clause by clause: what came, what went, what moved, and what says something else now. */
export function ClauseChanges({ changes, versions, isBoth, languages }: Props) {
  const t = useTranslations("policyCompare");
  return (
    <ol className="grid">
      {changes.map((change) => {
        const head = change.after ?? change.before;
        if (!head) return null;
        return (
          <li
            key={`${change.before?.ref} ${change.after?.ref}`}
            className="border-t border-line py-3 break-inside-avoid"
          >
            <article id={anchorOf(head.ref)} className="grid scroll-mt-20 gap-2" aria-label={head.ref}>
              <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
                <Refs change={change} versions={versions} />
                <Words value={head.title} isBoth={isBoth} />
                {change.kinds.map((kind) => (
                  <Status key={kind} tone={tones[kind] ?? "neutral"}>
                    {t(`kinds.${kind}`)}
                  </Status>
                ))}
              </h3>
              {change.before && change.after ? (
                <dl className="grid gap-1.5 text-13">
                  <Texts texts={change.texts} languages={languages} />
                  <Facts facts={change.facts} />
                </dl>
              ) : (
                <p className="max-w-[72ch] text-13">
                  <Words value={head.summary} isBoth={isBoth} />
                </p>
              )}
            </article>
          </li>
        );
      })}
    </ol>
  );
}

function Refs({ change: { before, after }, versions }: { change: ClauseChange; versions: Props["versions"] }) {
  const t = useTranslations("policyCompare");
  const one = (head: ClauseHead, version: string) => {
    const ref = <Reference className="whitespace-normal">{head.ref}</Reference>;
    if (version.startsWith("draft:")) return ref;
    return (
      <TextLink href={clauseHref(versions.platform, { version, ref: head.ref })} via={QuietLink}>
        {ref}
      </TextLink>
    );
  };
  if (before && after && before.ref !== after.ref)
    return (
      <>
        {one(before, versions.from)} <span aria-hidden="true">→</span>
        <span className="sr-only">{t("words.now")}</span> {one(after, versions.to)}
      </>
    );
  if (after) return one(after, versions.to);
  return before ? one(before, versions.from) : null;
}
