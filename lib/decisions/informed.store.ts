import "server-only";
import { sql } from "drizzle-orm";
import { mails, statementLinks, statements } from "@/db/schema";

/**
 * When the addressee of a letter was informed (Art. 20(2), A2), or null: one that came back informed nobody, until they
 * read it at its link, it reached them at another address, or somebody saw to it that they were told. Nor did one whose
 * link was replaced before they opened it, or because somebody else had: until they open the new one.
 */
export const informedAt = sql<Date | null>`case when ${statements.delivery} = 'bounced' and ${statements.readAt} is null
    and not exists (select 1 from ${mails} where ${mails.statementId} = ${statements.id} and ${mails.settledBy} is not null)
  or exists (select 1 from ${statementLinks} made where made.statement_id = ${statements.id} and made.opened_at is null
    and (made.why = 'wrong_person' or ${statements.readAt} is null)
    and not exists (select 1 from ${statementLinks} newer where newer.statement_id = made.statement_id and newer.serial > made.serial))
  then null else ${statements.informedAt} end`.mapWith(statements.informedAt);
