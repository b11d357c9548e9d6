CREATE TABLE "coordinator_letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"flagger_id" uuid NOT NULL,
	"text" text NOT NULL,
	"notices_counted" integer NOT NULL,
	"notices_rejected" integer NOT NULL,
	"recorded_by" uuid,
	"told_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "known_senders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"flagger_id" uuid,
	"partner_label" text DEFAULT '' NOT NULL,
	"api_key_id" uuid,
	"address" text,
	"bound_by" uuid,
	"bound_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "known_senders_one_way" CHECK (num_nonnulls("known_senders"."api_key_id", "known_senders"."address") = 1),
	CONSTRAINT "known_senders_somebody" CHECK ("known_senders"."flagger_id" is not null or "known_senders"."partner_label" <> '')
);
--> statement-breakpoint
CREATE TABLE "trusted_flaggers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list_key" text NOT NULL,
	"source_list" text NOT NULL,
	"name" text NOT NULL,
	"coordinator_country" text NOT NULL,
	"areas" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" text NOT NULL,
	"valid_from" timestamp (3) with time zone,
	"suspended_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	"first_synced_at" timestamp (3) with time zone NOT NULL,
	"last_synced_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"notice_id" uuid NOT NULL,
	"by" text NOT NULL,
	"written_by" uuid,
	"text" text NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"kind" text NOT NULL,
	"authority" text NOT NULL,
	"country" text NOT NULL,
	"email" text NOT NULL,
	"language" text NOT NULL,
	"authority_reference" text DEFAULT '' NOT NULL,
	"legal_basis" text DEFAULT '' NOT NULL,
	"reasons" text DEFAULT '' NOT NULL,
	"locations" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"redress" text DEFAULT '' NOT NULL,
	"territories" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"category" text,
	"account_id" uuid,
	"notice_id" uuid,
	"received_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" uuid,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"acknowledged_at" timestamp (3) with time zone,
	"clarification_asked_at" timestamp (3) with time zone,
	"clarified_at" timestamp (3) with time zone,
	"effect_at" timestamp (3) with time zone,
	"effect" text,
	"effect_note" text DEFAULT '' NOT NULL,
	"hold_until" timestamp (3) with time zone,
	"user_told_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "order_id" uuid;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "flagger_id" uuid;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "flagger_standing" text;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "bringing" jsonb;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "withdrawn_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "knowledge_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "knowledge_set_by" uuid;--> statement-breakpoint
ALTER TABLE "coordinator_letters" ADD CONSTRAINT "coordinator_letters_flagger_id_trusted_flaggers_id_fk" FOREIGN KEY ("flagger_id") REFERENCES "public"."trusted_flaggers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coordinator_letters" ADD CONSTRAINT "coordinator_letters_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_senders" ADD CONSTRAINT "known_senders_flagger_id_trusted_flaggers_id_fk" FOREIGN KEY ("flagger_id") REFERENCES "public"."trusted_flaggers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_senders" ADD CONSTRAINT "known_senders_api_key_id_api_keys_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_senders" ADD CONSTRAINT "known_senders_bound_by_people_id_fk" FOREIGN KEY ("bound_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_messages" ADD CONSTRAINT "notice_messages_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_messages" ADD CONSTRAINT "notice_messages_written_by_people_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "coordinator_letters_flagger" ON "coordinator_letters" USING btree ("flagger_id","told_at");--> statement-breakpoint
CREATE UNIQUE INDEX "known_senders_key" ON "known_senders" USING btree ("api_key_id") WHERE ended_at is null and api_key_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "known_senders_address" ON "known_senders" USING btree (lower("address")) WHERE ended_at is null and address is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "trusted_flaggers_listed" ON "trusted_flaggers" USING btree ("source_list","list_key");--> statement-breakpoint
CREATE INDEX "notice_messages_notice" ON "notice_messages" USING btree ("notice_id","written_at");--> statement-breakpoint
CREATE INDEX "orders_received" ON "orders" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "orders_notice" ON "orders" USING btree ("notice_id") WHERE notice_id is not null;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_flagger_id_trusted_flaggers_id_fk" FOREIGN KEY ("flagger_id") REFERENCES "public"."trusted_flaggers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_flagger" ON "notices" USING btree ("flagger_id","id") WHERE flagger_id is not null;
--> statement-breakpoint
-- hand-written
-- The moment of knowledge (DSA Art. 16(3)) is set once.
create trigger notices_knowledge_once before update of knowledge_at on notices for each row
  when (old.knowledge_at is not null and old.knowledge_at is distinct from new.knowledge_at) execute function refuse_change();
