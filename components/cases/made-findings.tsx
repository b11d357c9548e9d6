import { useTranslations } from "next-intl";
import type { MadeException, MadeFinding } from "@/lib/decisions/made.contract";
import { useNames } from "../queue/nameable";
import { Localised } from "../ui/localised";

/** Each exception of the clause that was looked at, with whether it applied and why. */
export function MadeExceptions({ exceptions }: { exceptions: readonly MadeException[] }) {
  const t = useTranslations("made.exceptions");
  return (
    <ul className="grid gap-1.5">
      {exceptions.map(({ letter, text, applies, why }) => (
        <li key={letter} className="[overflow-wrap:anywhere]">
          <span className="font-medium">{t(applies ? "applies" : "appliesNot")}</span>{" "}
          <span className="text-ink-soft">
            ({letter}) <Localised value={text} />
          </span>
          {why ? (
            <span dir="auto" className="block whitespace-pre-wrap">
              {why}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** What was answered to the questions that the clause or its sanctions turn on. */
export function MadeFindings({ findings }: { findings: readonly MadeFinding[] }) {
  const t = useTranslations("made.findings");
  const asked = useTranslations("case.findings");
  const found = useTranslations("case.detection");
  const name = useNames();
  const answer = ({ key, value }: MadeFinding) => {
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (key === "automatedDetection") return found.has(String(value)) ? found(String(value)) : String(value);
    return key === "reporterRelation" ? name("relation", String(value)) : String(value);
  };
  const question = (key: string) => (t.has(`asked.${key}`) ? t(`asked.${key}`) : asked.has(key) ? asked(key) : key);
  return (
    <ul className="grid gap-1">
      {findings.map((finding) => (
        <li key={finding.key} className="[overflow-wrap:anywhere] whitespace-pre-wrap">
          <span className="text-ink-soft">{question(finding.key)}:</span> <span dir="auto">{answer(finding)}</span>
        </li>
      ))}
    </ul>
  );
}
