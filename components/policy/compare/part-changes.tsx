import { useTranslations } from "next-intl";
import type { PartChange } from "@/lib/policy/compare/contract";
import { Status } from "../../ui/status";
import { Words } from "../words";
import { cellTones } from "./cell-changes";
import { Facts, Texts } from "./facts";

type Props = { parts: readonly PartChange[]; isBoth: boolean; languages: readonly string[] | null };

/** Counters, columns, sets, measures, and what a version holds beside its rules. */
export function PartChanges({ parts, isBoth, languages }: Props) {
  const t = useTranslations("policyCompare");
  return (
    <ul className="grid">
      {parts.map(({ part, id, name, kind, texts, facts }) => (
        <li key={`${part} ${id}`} className="grid gap-1.5 border-t border-line py-3 break-inside-avoid">
          <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
            <span className="font-normal text-ink-soft">{t(`parts.${part}`)}</span>
            <Words value={name} isBoth={isBoth} />
            <Status tone={cellTones[kind]}>{t(`changes.${kind}`)}</Status>
          </h3>
          {texts.length + facts.length > 0 ? (
            <dl className="grid gap-1.5 text-13">
              <Texts texts={texts} languages={languages} />
              <Facts facts={facts} />
            </dl>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
