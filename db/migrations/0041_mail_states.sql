ALTER TABLE "mails" ADD COLUMN "html" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "statement_id" uuid;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "delivered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "complained_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "bounced_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "bounce_reason" text;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "settled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "settled_by" uuid;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "settled_how" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "thread" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "message_id" text;--> statement-breakpoint
CREATE INDEX "mails_statement" ON "mails" USING btree ("statement_id") WHERE statement_id is not null;--> statement-breakpoint
CREATE INDEX "mails_message" ON "mails" USING btree ("message_id") WHERE message_id <> '';--> statement-breakpoint
CREATE INDEX "mails_to_settle" ON "mails" USING btree ("bounced_at","id") WHERE bounced_at is not null and settled_at is null;--> statement-breakpoint
CREATE INDEX "outbox_thread" ON "outbox" USING btree ("thread","id") WHERE thread is not null;
--> statement-breakpoint
-- hand-written
-- A mail stays as it was sent; what became of it is written beside it. A refused one may be sent again, and then is sent.
drop trigger mails_frozen on mails;
--> statement-breakpoint
create trigger mails_frozen before update on mails for each row
  execute function refuse_change_except('message_id', 'route', 'sent_at', 'bounced_at', 'bounce_reason', 'delivered_at:once', 'complained_at:once', 'settled_at:once', 'settled_by:once', 'settled_how:once');
