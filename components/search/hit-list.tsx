import Link from "next/link";
import { useTranslations } from "next-intl";
import type { LookedUp } from "@/lib/appeals/lookup.contract";
import type { Hit } from "@/lib/appeals/search.contract";
import { NotShown } from "../care/not-shown";
import { addressOf } from "../cases/looked-up.rules";
import { Nameable } from "../queue/nameable";
import { Localised } from "../ui/localised";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { FoundText } from "./found-text";

/** What was found, the newest first: what it is, where it leads, how it stands, and the words around the place. */
export function HitList({ named, hits }: { named: readonly LookedUp[]; hits: readonly Hit[] }) {
  return (
    <ol className="divide-y divide-line">
      {named.map((one) => (
        <Named key={`${one.kind} ${one.id} ${one.caseId}`} one={one} />
      ))}
      {hits.map((hit) => (
        <Line key={`${hit.kind} ${hit.id}`} hit={hit} />
      ))}
    </ol>
  );
}

function Named({ one }: { one: LookedUp }) {
  const t = useTranslations("common.commands");
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2.5">
      <TextLink via={Link} href={addressOf(one)} isPlain data-hit-link="" className="font-medium">
        {t(`found.${one.kind}`, { reference: one.reference, case: one.caseReference ?? "" })}
      </TextLink>
      <span className="text-13 text-ink-soft">
        <Localised value={one.platform.name} />
      </span>
    </li>
  );
}

function Line({ hit }: { hit: Hit }) {
  const t = useTranslations("search");
  const reference = hit.caseReference ?? "";
  return (
    <li className="grid gap-1 px-4 py-2.5">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <TextLink via={Link} href={hit.href} isPlain data-hit-link="" className="font-medium">
          {hit.kind === "account" ? (
            <>
              {t("hit.account")} <bdi className="[overflow-wrap:anywhere]">@{hit.handle}</bdi>
            </>
          ) : (
            t(`hit.${hit.kind}`, { reference })
          )}
        </TextLink>
        <Standing hit={hit} />
        <span className="flex flex-wrap gap-x-2 text-13 text-ink-soft">
          <Localised value={hit.platform.name} />
          {hit.language ? <Nameable group="language" code={hit.language} /> : null}
          {hit.handle && hit.kind !== "account" ? <bdi className="[overflow-wrap:anywhere]">@{hit.handle}</bdi> : null}
          <Time value={hit.at} />
        </span>
      </div>
      {hit.notShown.length > 0 ? (
        <p>
          <NotShown classes={hit.notShown} />
        </p>
      ) : (
        <FoundText snippet={hit.snippet} lang={hit.kind === "case" ? hit.language : null} />
      )}
    </li>
  );
}

function Standing({ hit: { kind, state, outcome, isFallen } }: { hit: Hit }) {
  const t = useTranslations("search");
  if (kind === "decision")
    return (
      <>
        <Status look="plain">
          <Nameable group="outcome" code={outcome} />
        </Status>
        {isFallen ? (
          <Status look="plain" tone="caution">
            {t("fallen")}
          </Status>
        ) : null}
      </>
    );
  return state ? (
    <Status look="plain">
      <Nameable group="state" code={state} />
    </Status>
  ) : null;
}
