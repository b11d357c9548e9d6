import { useTranslations } from "next-intl";
import type { DraftView } from "@/lib/policy/drafts/view.contract";
import { anchorOf } from "../policy/addresses.rules";
import { useNamedValues, useNamesIn } from "../policy/draft-names";
import { Notice } from "../ui/notice";

type Props = Pick<DraftView, "problems" | "warnings" | "file">;

/** Whether anything stands against publishing, in one line: beside the editor, which lists all of it above the clauses. */
export function DraftReadiness({ problems }: Pick<DraftView, "problems">) {
  const t = useTranslations("policyDesk");
  return problems.length === 0 ? (
    <Notice tone="good" title={t("nothingAgainst")} />
  ) : (
    <Notice tone="caution" title={t("against", { count: problems.length })} />
  );
}
type Shown = { code: string; values: Record<string, string | number>; place: readonly string[] };

/** What stands against publishing, each a way to where it is, and what is only worth a look. */
export function DraftProblems({ problems, warnings, file }: Props) {
  const t = useTranslations("policyDesk");
  const ours = useTranslations("policyDesk.problems");
  const editors = useTranslations("policyEdit.problems");
  const named = useNamedValues(useNamesIn(file));
  const sentence = ({ code, values }: Shown, isOurs: boolean) => {
    if (isOurs) return ours.has(code) ? ours(code, named(values)) : code;
    return editors.has(code) ? editors(code, named(values)) : code;
  };
  return (
    <div className="grid gap-3">
      {problems.length === 0 ? (
        <Notice tone="good" title={t("nothingAgainst")} />
      ) : (
        <Notice tone="caution" title={t("against", { count: problems.length })}>
          <ul className="grid list-disc gap-1 pl-4">
            {problems.map((problem) => (
              <Line key={keyOf(problem)} place={problem.place} words={sentence(problem, problem.of === "platform")} />
            ))}
          </ul>
        </Notice>
      )}
      {warnings.length > 0 ? (
        <details>
          <summary className="cursor-pointer text-13 font-medium">{t("warnings", { count: warnings.length })}</summary>
          <ul className="mt-2 grid list-disc gap-1 pl-5 text-13">
            {warnings.map((warning) => (
              <Line key={keyOf(warning)} place={warning.place} words={sentence(warning, false)} />
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

const keyOf = ({ code, place, values }: Shown) => [code, ...place, JSON.stringify(values)].join(" ");

function Line({ place, words }: { place: readonly string[]; words: string }) {
  const [list, ref] = place;
  return (
    <li>
      {list === "clauses" && ref ? (
        <a href={`#${anchorOf(ref)}`} className="link">
          {words}
        </a>
      ) : (
        words
      )}
    </li>
  );
}
