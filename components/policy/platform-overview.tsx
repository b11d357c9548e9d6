import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ListedDraft } from "@/lib/policy/drafts/view.contract";
import type { LibraryPlatform } from "@/lib/policy/library.contract";
import { DraftList } from "../policy-desk/draft-list";
import { Localised } from "../ui/localised";
import { TextLink } from "../ui/text-link";
import { platformHref } from "./addresses.rules";
import { useZoneName } from "./names";
import { VersionTimeLine } from "./time-line";

/** One platform: its name leads to the rules of today, its time lines to those of other days. */
export function PlatformOverview({ platform, drafts }: { platform: LibraryPlatform; drafts: readonly ListedDraft[] }) {
  const desk = useTranslations("policyDesk");
  const t = useTranslations("library");
  const zoneName = useZoneName();
  return (
    <section aria-labelledby={`platform-${platform.id}`} className="grid gap-4 border-t border-line pt-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={`platform-${platform.id}`} className="text-16 font-semibold">
          <TextLink href={platformHref(platform.id)} via={Link} isPlain>
            <Localised value={platform.name} />
          </TextLink>
        </h2>
        <p className="text-13 text-ink-soft">{t("daysOf", { zone: zoneName(platform.zone) })}</p>
      </div>
      <div className="grid gap-x-10 gap-y-5 md:grid-cols-2">
        {platform.timeLines.map((timeLine) => (
          <VersionTimeLine
            key={timeLine.documents.map(({ id }) => id).join(" ")}
            platform={platform.id}
            timeLine={timeLine}
          />
        ))}
        <DraftList drafts={drafts} title={desk("onTheWay")} level={3} />
      </div>
    </section>
  );
}
