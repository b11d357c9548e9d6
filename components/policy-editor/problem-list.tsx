"use client";

import { useTranslations } from "next-intl";
import { useNamedValues } from "../policy/draft-names";
import { Disclosure } from "../ui/disclosure";
import { cn } from "../ui/text";
import { useEditor } from "./editor-context";
import { useDraftNames, usePlaceWords, useProblemWords } from "./place-words";
import { countBlocking, inOrder, isHint } from "./problems.rules";

/** Everything that is inconsistent, what stands against publishing first; each leads to where it is. */
export function ProblemList() {
  const t = useTranslations("policyEdit.problemList");
  const { view, goTo } = useEditor();
  const words = useProblemWords();
  const where = usePlaceWords();
  const desk = useTranslations("policyDesk.problems");
  const named = useNamedValues(useDraftNames());
  const { problems, ofPlatform } = view;
  const blocking = countBlocking(problems) + ofPlatform.length;
  if (problems.length + ofPlatform.length === 0) return <p className="text-13 text-good-ink">{t("none")}</p>;
  return (
    <Disclosure summary={t("summary", { blocking, warning: problems.length + ofPlatform.length - blocking })}>
      <ul
        aria-label={t("label")}
        className="relative grid max-h-72 gap-px overflow-y-auto rounded-md border border-line bg-surface"
      >
        {inOrder([...ofPlatform, ...problems]).map((problem) => (
          <li key={`${problem.code} ${problem.place.join(" ")} ${Object.values(problem.values).join(" ")}`}>
            <button
              type="button"
              onClick={() => goTo(problem.place)}
              className="grid w-full gap-x-3 px-3 py-1.5 text-left text-13 hover:bg-hover sm:grid-cols-[5.5rem_minmax(0,1fr)_minmax(0,14rem)]"
            >
              <span className={cn("font-medium", isHint(problem) ? "text-caution-ink" : "text-danger-ink")}>
                <span aria-hidden="true">{isHint(problem) ? "▲" : "◆"} </span>
                {t(isHint(problem) ? "warns" : "blocks")}
              </span>
              <span>{"of" in problem ? desk(problem.code, named(problem.values)) : words(problem)}</span>
              <span className="text-12 text-ink-soft [overflow-wrap:anywhere]">{where(problem.place)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
