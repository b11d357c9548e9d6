import "server-only";
import { sql } from "drizzle-orm";
import { mails, statements } from "@/db/schema";

/**
 * When the addressee of a letter was informed (Art. 20(2), A2), or null: one that came back informed nobody, until they
 * read it at its link, it reached them at another address, or somebody saw to it that they were told.
 */
export const informedAt = sql<Date | null>`case when ${statements.delivery} = 'bounced' and ${statements.readAt} is null
    and not exists (select 1 from ${mails} where ${mails.statementId} = ${statements.id} and ${mails.settledBy} is not null)
  then null else ${statements.informedAt} end`.mapWith(statements.informedAt);
