import "server-only";
import { and, gte, isNotNull } from "drizzle-orm";
import { mails } from "@/db/schema";
import { mailsAbout } from "@/lib/decisions/came-back.queries";
import { stillOwed } from "@/lib/decisions/came-back.store";
import type { ClockSource } from "./source.store";

/**
 * A letter that the law owes to somebody and that came back: they are told in another way. The statutory date of the
 * letter itself stands with it; how soon another way is found is the desk's own target.
 */
export const cameBack: ClockSource = {
  kind: "came_back",
  basis: "target",
  isOurs: true,
  table: mails,
  at: mails.bouncedAt,
  id: mails.id,
  lagMs: ({ cameBackTargetHours }) => cameBackTargetHours * 3_600_000,
  open: (actor) => stillOwed(actor),
  held: { by: mails.takenBy },
  read: async (db, where, order, limit) =>
    (await mailsAbout(db, where, order, limit)).map(
      ({ mailId, bouncedAt, sentAt, platformId, about, holder, subject }) => ({
        id: mailId,
        at: bouncedAt,
        startedAt: sentAt,
        platformId,
        reference: about.reference || subject,
        holder: holder?.id ? { id: holder.id, name: holder.name } : null,
        href: `/outbox#mail-${mailId}`,
      }),
    ),
  done: { table: mails, where: (since) => and(isNotNull(mails.settledAt), gte(mails.settledAt, since)) },
};
