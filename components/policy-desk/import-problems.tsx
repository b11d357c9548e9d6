import { useTranslations } from "next-intl";
import type { ImportProblem } from "@/lib/policy/import/contract";
import { useListed, usePolicyNames } from "../policy/names";
import { Notice } from "../ui/notice";

/** What could not be read for certain, each with its lines: a person must settle it. */
export function ImportProblems({ problems }: { problems: readonly ImportProblem[] }) {
  const t = useTranslations("policyDesk.import");
  const name = usePolicyNames();
  const listed = useListed();
  if (problems.length === 0) return null;
  const role = (code: string) => name("role", code);
  const words = ({ code, lines: [from, to], values }: ImportProblem) => {
    const roles = values.roles?.split(", ").map(role) ?? [];
    return t(`problems.${code}`, { ...values, roles: listed(roles), from, to });
  };
  return (
    <Notice tone="caution" title={t("unsettled", { count: problems.length })}>
      <ul className="grid list-disc gap-1 pl-4">
        {problems.map((problem) => (
          <li key={[problem.code, ...problem.lines, ...Object.values(problem.values)].join(" ")}>{words(problem)}</li>
        ))}
      </ul>
      {problems.some(({ code }) => code === "reference_twice") ? <p className="mt-2">{t("keepsFrom")}</p> : null}
    </Notice>
  );
}
