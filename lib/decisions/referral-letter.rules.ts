import { dayWithZone, letter, type Message, type Translate } from "@/lib/platform/letter.rules";
import { automationSentences } from "./automation.rules";
import type { NotifierFacts, Withheld } from "./statement.contract";
import { contentPart, part, referencePart } from "./statement-text.rules";
import { withoutNames } from "./withhold.rules";

/**
 * What somebody who reported is told when their report was referred (Art. 16(5), N9, N11): that another body decides now,
 * that our own decision on the content is still to come, and what is open to them meanwhile. Never to whom it was
 * referred or why. No complaint to us yet: there is nothing decided about the content that it could be against (A1).
 * `t` reads the namespace `statement`.
 */
export function composeReferral(facts: NotifierFacts, t: Translate, withheld: Withheld = []): Message {
  const safe = withoutNames(facts, withheld, t("withheld"));
  const { platformName: platform, reference, language, decidedOn } = safe;
  const oneKind = t(`oneKind.${safe.content.kind}`);
  const list = safe.redress.disputeBodiesUrl;
  return letter(t("referral.subject", { platform, reference }), [
    part("decision", t, [
      t("referral.referred", { oneKind, platform }),
      t("referral.referredOn", { day: dayWithZone(decidedOn, safe.zone, language) }),
      t("notifier.thanks"),
    ]),
    part("next", t, [t("referral.theirs"), t("referral.ours", { platform }), t("referral.nothingToDo")]),
    contentPart(safe, t),
    part("automation", t, automationSentences(safe.automation, { addressee: "notifier", saysNone: false }, t)),
    part("redress", t, [
      t("referral.complainLater"),
      t("redress.dispute"),
      list && t("redress.disputeList", { url: list }),
      t("redress.court"),
    ]),
    referencePart(reference, t),
  ]);
}
