import { useTranslations } from "next-intl";
import type { ShownAction, Term } from "@/lib/policy/library.contract";
import { useWords } from "../ui/localised";
import { useCountries, useListed, usePolicyNames } from "./names";
import { Words } from "./words";

/** Term and points as the document states them; a term that it does not state is said, never made up. */
export function useTerm(): (term: Term) => string {
  const t = useTranslations("library.terms");
  return (term) => {
    switch (term.code) {
      case "days":
        return t("days", { days: term.days });
      case "points":
      case "pointsEach":
        return t(term.code, { points: term.points });
      default:
        return t(term.code);
    }
  };
}

/** Measures with everything that the document ties to each; `areRolesShown` off where a column already names the role. */
export function Actions({
  actions,
  isBoth,
  areRolesShown = true,
}: {
  actions: readonly ShownAction[];
  isBoth: boolean;
  areRolesShown?: boolean;
}) {
  return (
    <ul className="grid gap-1.5">
      {actions.map((action) => (
        <li key={action.id}>
          <Words value={action.label} isBoth={isBoth} layout="under" />
          <ActionRemarks action={action} areRolesShown={areRolesShown} />
        </li>
      ))}
    </ul>
  );
}

function ActionRemarks({ action, areRolesShown }: { action: ShownAction; areRolesShown: boolean }) {
  const t = useTranslations("library.sanctions");
  const name = usePolicyNames();
  const listed = useListed();
  const term = useTerm();
  const words = useWords();
  const countries = useCountries();
  const { terms, needsOneOf, roles, jurisdictions, follows, onlyUnder } = action;
  const findings = needsOneOf.map((finding) => name("finding", finding));
  const remarks = [
    ...terms.map(term),
    ...(findings.length > 0 ? [t("onlyIf", { findings: listed(findings, "disjunction") })] : []),
    ...(areRolesShown && roles ? [t("onlyRoles", { roles: listed(roles.map((role) => name("role", role))) })] : []),
    ...(onlyUnder ? [t("onlyUnder", { refs: listed(onlyUnder) })] : []),
    ...(jurisdictions ? [t("onlyIn", { countries: countries(jurisdictions) })] : []),
    ...(follows.length > 0 ? [t("follows", { actions: listed(follows.map(words)) })] : []),
  ];
  return remarks.length > 0 ? <p className="text-12 text-ink-soft">{remarks.join(" · ")}</p> : null;
}
