import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { readDecision } from "./read-decision";

const reasons = ["link_unknown", "link_ended", "decision_not_final", "decision_taken_back"] as const;

/** Why this link shows nothing. Next gives this page no address, so it is taken from the proxy's header. */
export default async function NotFound() {
  const path = (await headers()).get("x-path") ?? "";
  const token = /^\/decision\/([^/?]+)/.exec(path)?.[1] ?? "";
  const found = await readDecision(token);
  // Next renders this beside every page of the segment, shown or not.
  if (found.ok) return null;
  const t = await getTranslations("addressee.closed");
  const site = await getTranslations("site.notFound");
  const reason = reasons.find((known) => known === found.reason) ?? "link_unknown";
  return (
    <div className="grid justify-items-start gap-3">
      <h1 className="text-28 font-semibold tracking-tight">{t(`${reason}.title`)}</h1>
      <p className="reading text-ink-soft">{t(`${reason}.text`)}</p>
      <LinkButton href="/" className="mt-3">
        {site("home")}
      </LinkButton>
    </div>
  );
}
