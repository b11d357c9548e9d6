CREATE TABLE "appeal_attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"appeal_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"mime" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"stored_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "statements" ADD COLUMN "due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "appeal_attachments" ADD CONSTRAINT "appeal_attachments_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appeal_attachments_place" ON "appeal_attachments" USING btree ("appeal_id","position");--> statement-breakpoint
CREATE INDEX "appeal_attachments_sha256" ON "appeal_attachments" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "appeals_answered" ON "appeals" USING btree ("decided_at") WHERE decided_at is not null;--> statement-breakpoint
CREATE INDEX "statements_owed" ON "statements" USING btree ("due_at","id") WHERE due_at is not null and delivery = 'held';--> statement-breakpoint
CREATE INDEX "statements_windows" ON "statements" USING btree ("appeal_until","id") WHERE appeal_until is not null;--> statement-breakpoint
CREATE INDEX "orders_open" ON "orders" USING btree ("received_at","id") WHERE effect_at is null;--> statement-breakpoint
CREATE INDEX "orders_effect" ON "orders" USING btree ("effect_at") WHERE effect_at is not null;--> statement-breakpoint
CREATE INDEX "orders_holds" ON "orders" USING btree ("hold_until","id") WHERE hold_until is not null and user_told_at is null;--> statement-breakpoint
CREATE INDEX "outbox_receipts" ON "outbox" USING btree ("created_at","id") WHERE kind = 'mail.receipt' and state in ('waiting', 'stuck');
--> statement-breakpoint
-- hand-written
-- What came with an appeal stays as it came.
create trigger appeal_attachments_frozen before update on appeal_attachments for each row
  execute function refuse_change();
