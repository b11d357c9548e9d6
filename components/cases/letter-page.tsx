import { useTranslations } from "next-intl";
import type { LetterAsSent } from "@/lib/decisions/made.contract";
import { Letter } from "../appeals/letter";
import { QuietLink } from "../policy/quiet-link";
import { useNames } from "../queue/nameable";
import { DefinitionList } from "../ui/definition-list";
import { Page } from "../ui/page";
import { PageHeader } from "../ui/page-header";
import { TextLink } from "../ui/text-link";
import { HandLink } from "./hand-link";
import { LetterStateWords } from "./letter-state";
import { ReplaceLink } from "./replace-link";

/** What one addressee was told about one decision. */
export function LetterPage({ letter }: { letter: LetterAsSent }) {
  const t = useTranslations("made");
  const name = useNames();
  return (
    <Page width="reading">
      <PageHeader title={t("letter.title")} />
      <DefinitionList
        className="text-13"
        items={[
          {
            key: "case",
            term: t("letter.case"),
            value: (
              <TextLink via={QuietLink} href={`/cases/${letter.caseId}`}>
                {letter.reference}
              </TextLink>
            ),
          },
          { key: "to", term: t("letter.to"), value: t(`addressee.${letter.addressee}`) },
          { key: "language", term: t("letter.language"), value: name("language", letter.language) },
          {
            key: "delivery",
            term: t("letter.delivery"),
            value: <LetterStateWords letter={letter} />,
          },
        ]}
      />
      {letter.mayHandLink ? <HandLink path={`/api/statements/${letter.id}/link`} /> : null}
      {letter.mayReplaceLink ? <ReplaceLink path={`/api/statements/${letter.id}/link/replace`} /> : null}
      <Letter
        subject={letter.subject}
        parts={letter.parts}
        language={letter.language}
        level={2}
        className="border-t border-line pt-6 text-16"
      />
      <p>
        <a className="underline underline-offset-4" href={`/api/statements/${letter.id}/pdf`} download>
          {t("letter.download")}
        </a>
      </p>
    </Page>
  );
}
