CREATE TABLE "order_letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"order_id" uuid NOT NULL,
	"decision_id" uuid,
	"account_id" uuid NOT NULL,
	"language" text NOT NULL,
	"zone" text NOT NULL,
	"subject" text NOT NULL,
	"parts" jsonb NOT NULL,
	"delivery" "delivery" NOT NULL,
	"composed_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "order_letters" ADD CONSTRAINT "order_letters_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_letters" ADD CONSTRAINT "order_letters_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_letters" ADD CONSTRAINT "order_letters_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "order_letters_once" ON "order_letters" USING btree ("order_id",coalesce("decision_id", '00000000-0000-0000-0000-000000000000'::uuid));--> statement-breakpoint
CREATE INDEX "order_letters_decision" ON "order_letters" USING btree ("decision_id") WHERE decision_id is not null;--> statement-breakpoint
CREATE INDEX "order_letters_unreached" ON "order_letters" USING btree ("composed_at","id") WHERE delivery = 'not_deliverable' and read_at is null;--> statement-breakpoint
-- hand-written
-- What was told stays as it was told; what became of it is written beside it.
create trigger order_letters_frozen before update on order_letters for each row
  execute function refuse_change_except('delivery', 'sent_at:once', 'read_at:once');
--> statement-breakpoint
create trigger order_letters_kept before delete on order_letters for each row execute function refuse_change();
