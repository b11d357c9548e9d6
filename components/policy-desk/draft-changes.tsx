import { useTranslations } from "next-intl";
import type { CompareView } from "@/lib/policy/compare/contract";
import { compareHref } from "../policy/addresses.rules";
import { Compared } from "../policy/compare/compare-page";
import { QuietLink } from "../policy/quiet-link";
import { LinkButton } from "../ui/link-button";
import { Localised } from "../ui/localised";

const whole = { kind: null, isBoth: false, page: 1 };

/**
 * What the draft changes of the version whose place it takes, old and new words: whoever signs reads the change, not its
 * fields.
 */
export function DraftChanges({ view }: { view: CompareView }) {
  const t = useTranslations("policyDesk.changesOf");
  const { comparison, platform, from, to } = view;
  if (!comparison) return null;
  return (
    <section aria-labelledby="draft-changes" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="draft-changes" className="text-16 font-semibold">
          {t.rich("title", { version: () => <Localised value={comparison.from.label} /> })}
        </h2>
        <LinkButton href={compareHref(platform.id, { from, to, isBoth: true })} via={QuietLink} size="small">
          {t("both")}
        </LinkButton>
      </div>
      <Compared view={view} comparison={comparison} asked={whole} kept={{ from, to }} />
    </section>
  );
}
