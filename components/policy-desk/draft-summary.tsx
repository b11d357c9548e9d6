import { useTranslations } from "next-intl";
import type { DraftView } from "@/lib/policy/drafts/view.contract";
import { platformHref } from "../policy/addresses.rules";
import { useDay } from "../policy/names";
import { QuietLink } from "../policy/quiet-link";
import { TextLink } from "../ui/text-link";

type Props = { draft: Pick<DraftView, "state" | "published" | "ref" | "platform" | "file"> };

/** What the page is of: a text that governs nothing yet, one that was given up, or the version that it became. */
export function DraftSummary({ draft }: Props) {
  const t = useTranslations("policyDesk.summary");
  const day = useDay();
  const { state, published, platform, ref, file } = draft;
  if (!published) return t(state === "withdrawn" ? "withdrawn" : "open");
  const { from, to } = published;
  return (
    <>
      {t(published.state, { from: from ? day(from) : t("always"), to: to ? day(to) : "" })}{" "}
      <TextLink
        href={platformHref(platform.id, { day: published.day, document: file.version.documents[0] })}
        via={QuietLink}
      >
        {t("toVersion", { version: ref })}
      </TextLink>
    </>
  );
}
