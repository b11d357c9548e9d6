import { useTranslations } from "next-intl";
import type { ShownClause, ShownException, Localised as Text } from "@/lib/policy/library.contract";
import { Localised } from "../ui/localised";
import { Reference } from "../ui/reference";
import { useCountries } from "./names";
import { Words } from "./words";

/** Together, not each for itself (Q6). */
export function ClauseConditions({ conditions, isBoth }: { conditions: readonly Text[]; isBoth: boolean }) {
  const t = useTranslations("library.clause");
  if (conditions.length === 0) return null;
  return (
    <div className="grid gap-1 text-13">
      <p className="font-medium">{conditions.length === 1 ? t("condition") : t("conditions")}</p>
      <ol aria-label={t("conditions")} className="grid list-decimal gap-0.5 pl-5 marker:text-ink-faint">
        {conditions.map((condition) => (
          <li key={condition.en}>
            <Words value={condition} isBoth={isBoth} />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Next to the clause, with the document's letters, or ours where it prints none (Q5). */
export function ClauseExceptions({ exceptions, isBoth }: { exceptions: readonly ShownException[]; isBoth: boolean }) {
  const t = useTranslations("library.clause");
  if (exceptions.length === 0) return null;
  const lender = exceptions.find(({ from }) => from !== null)?.from;
  return (
    <div className="grid gap-1 text-13">
      <p className="font-medium">
        {t("exceptions")}
        {exceptions.some(({ printed }) => !printed) ? (
          <span className="font-normal text-ink-soft"> {t("lettersOurs")}</span>
        ) : null}
        {lender ? (
          <span className="font-normal text-ink-soft">
            {" "}
            {t("borrowed")} <Reference className="whitespace-normal">{lender}</Reference>
          </span>
        ) : null}
      </p>
      <ul aria-label={t("exceptions")} className="grid gap-0.5">
        {exceptions.map(({ letter, from, text }) => (
          <li key={`${from ?? ""}${letter}`} className="grid grid-cols-[auto_1fr] gap-x-2 pl-1">
            <span className="font-mono text-12 leading-5">({letter})</span>
            <span>
              <Words value={text} isBoth={isBoth} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Where the clause reaches; a note says more, or stands alone where the text names no place. */
export function Jurisdiction({ jurisdiction }: { jurisdiction: ShownClause["jurisdiction"] }) {
  const t = useTranslations("library.clause");
  const countries = useCountries();
  if (!jurisdiction) return null;
  const { limitedTo, legalBasis, note } = jurisdiction;
  return (
    <p className="max-w-[72ch] text-13">
      <span className="font-medium">{t("jurisdiction")}</span>{" "}
      {limitedTo ? `${t("onlyIn", { countries: countries(limitedTo) })} ` : null}
      {note ? <Localised value={note} /> : null}
      {legalBasis ? (
        <>
          {t("legalBasis")} <Localised value={legalBasis} />
        </>
      ) : null}
    </p>
  );
}
