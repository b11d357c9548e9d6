import { useTranslations } from "next-intl";
import type { ConsequenceCard } from "@/lib/decisions/contract";
import { Disclosure } from "../ui/disclosure";
import { MarkedWords } from "./marked-words";

/** The letter as the person will read it, in their language. */
export function StatementPreview({ card }: { card: ConsequenceCard }) {
  const t = useTranslations("case.statement");
  const { statement } = card;
  if (card.exemption?.isClaimed) return <p className="text-13 text-ink-soft">{t("exempt")}</p>;
  if (!statement) {
    const due = card.isAccountKnown ? "notYet" : "nobody";
    return <p className="text-13 text-ink-soft">{t(card.statementDue ? due : "none")}</p>;
  }
  return (
    <Disclosure summary={t("title")}>
      <LetterText letter={statement} />
    </Disclosure>
  );
}

type Letter = Pick<NonNullable<ConsequenceCard["statement"]>, "language" | "subject" | "parts">;

/** The words of a letter, in the language it is sent in. */
export function LetterText({ letter }: { letter: Letter }) {
  return (
    <div lang={letter.language} className="grid gap-3 border-l-2 border-line pl-3 text-13">
      <h3 className="font-semibold">{letter.subject}</h3>
      {letter.parts.map((part) => (
        <section key={part.id} className="grid gap-1">
          <h4 className="font-medium">{part.heading}</h4>
          {part.paragraphs.map((paragraph) => (
            <p key={paragraph} className="max-w-[68ch] whitespace-pre-wrap">
              <MarkedWords text={paragraph} typed={part.typed} />
            </p>
          ))}
        </section>
      ))}
    </div>
  );
}
