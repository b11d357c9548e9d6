import { useTranslations } from "next-intl";
import type { MadeSanction } from "@/lib/decisions/made.contract";
import { Localised } from "../ui/localised";
import { Time } from "../ui/time";

/** The sanctions of a decision with their days in the platform's zone, and what each is now. */
export function MadeSanctions({ sanctions, zone }: { sanctions: readonly MadeSanction[]; zone: string }) {
  const t = useTranslations("made");
  if (sanctions.length === 0) return t("noSanctions");
  return (
    <ul className="grid gap-1.5">
      {sanctions.map((sanction) => (
        <li key={sanction.id}>
          <span className={sanction.state === "lifted" ? "line-through" : undefined}>
            <Localised value={sanction.label} />
          </span>
          <span className="block text-ink-soft">
            <Term sanction={sanction} zone={zone} /> · {t(`sanctionStates.${sanction.state}`)}
            {sanction.endedAt ? (
              <>
                {" "}
                <Time value={sanction.endedAt} show="day" zone={zone} />
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Term({
  sanction: { startsAt, endsAt, permanent, indefinite },
  zone,
}: {
  sanction: MadeSanction;
  zone: string;
}) {
  const t = useTranslations("made.term");
  const from = () => <Time value={startsAt} show="day" zone={zone} />;
  if (endsAt) return t.rich("fromTo", { from, to: () => <Time value={endsAt} show="exact" zone={zone} /> });
  if (permanent) return t.rich("permanent", { from });
  return t.rich(indefinite ? "indefinite" : "once", { from });
}
