import { useLocale, useTranslations } from "next-intl";
import type { AddresseeView } from "@/lib/appeals/contract";
import { dayWithZone } from "@/lib/platform/letter.rules";
import { SafeText } from "../cases/safe-text";
import { DefinitionList } from "../ui/definition-list";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import type { Tone } from "../ui/tone";
import { Letter } from "./letter";
import { useHeadings } from "./letter-headings";

type Appeal = NonNullable<AddresseeView["appeal"]>;

const tones: Record<string, Tone> = {
  reversed: "good",
  partly_reversed: "good",
  upheld: "neutral",
  omitted: "neutral",
  inadmissible: "caution",
};

/** Where their appeal stands: what they sent, until when we want to answer, and the answer with its reasons. */
export function OwnAppeal({
  appeal,
  language,
  isTitled = true,
}: {
  appeal: Appeal;
  language: string;
  isTitled?: boolean;
}) {
  const t = useTranslations("addressee.yours");
  const headingOf = useHeadings(language);
  const Heading = isTitled ? "h3" : "h2";
  const state = appeal.answer
    ? (appeal.outcome ?? "inadmissible")
    : appeal.state === "received"
      ? "received"
      : "assigned";
  return (
    <section aria-label={t("title")} className="grid gap-4 border-l-4 border-accent pl-4">
      {isTitled ? <h2 className="text-20 font-semibold">{t("title")}</h2> : null}
      <p>
        <Status tone={tones[state] ?? "information"} look="plain" className="text-16 [&>span]:whitespace-normal">
          {t(`states.${state}`)}
        </Status>
      </p>
      <AppealFacts appeal={appeal} />
      {appeal.answer ? (
        <Letter
          {...appeal.answer}
          language={language}
          level={isTitled ? 3 : 2}
          headingOf={headingOf}
          className="border-t border-line pt-4"
        />
      ) : (
        <section className="grid gap-1">
          <Heading className="font-semibold">{t("words")}</Heading>
          <Sent text={appeal.text} files={appeal.files} />
        </section>
      )}
    </section>
  );
}

/** What somebody wrote, and how many files they sent; either alone is a complaint. */
export function Sent({ text, files }: { text: string; files: number }) {
  const t = useTranslations("addressee.yours");
  return (
    <>
      {text ? (
        <p dir="auto" className="reading whitespace-pre-wrap">
          <SafeText text={text} />
        </p>
      ) : null}
      {files > 0 ? <p className="text-ink-soft">{t("files", { count: files })}</p> : null}
    </>
  );
}

function AppealFacts({ appeal }: { appeal: Appeal }) {
  const t = useTranslations("addressee.yours");
  const locale = useLocale();
  const day = dayWithZone(appeal.dueOn, appeal.zone, locale);
  const due = appeal.isLate ? t("lateText", { day }) : t("dueText", { day });
  return (
    <DefinitionList
      items={[
        { key: "reference", term: t("reference"), value: <Reference>{appeal.reference}</Reference> },
        { key: "received", term: t("received"), value: dayWithZone(appeal.receivedOn, appeal.zone, locale) },
        { key: "due", term: t("due"), value: appeal.answer ? null : due },
      ]}
    />
  );
}
