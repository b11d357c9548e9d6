import type { AgreementGroup } from "@/lib/quality/groups.rules";
import { Localised } from "../ui/localised";

/** A clause by its reference, with its title and whose it is beneath. */
export function ClauseName({ group: { name, title, platformName } }: { group: AgreementGroup }) {
  return (
    <span className="grid">
      <span>
        {name} {title ? <Localised value={title} /> : null}
      </span>
      {platformName ? (
        <span className="text-12 font-normal text-ink-soft">
          <Localised value={platformName} />
        </span>
      ) : null}
    </span>
  );
}
