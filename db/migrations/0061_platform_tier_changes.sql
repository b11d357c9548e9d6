CREATE TABLE "platform_tier_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"from_tier" text NOT NULL,
	"from_marketplace" boolean NOT NULL,
	"tier" text NOT NULL,
	"is_marketplace" boolean NOT NULL,
	"effective_from" date NOT NULL,
	"why" text NOT NULL,
	"set_by" uuid,
	"set_at" timestamp (3) with time zone NOT NULL,
	"applied_at" timestamp (3) with time zone,
	"replaced_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "platform_tier_changes" ADD CONSTRAINT "platform_tier_changes_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform_tier_changes" ADD CONSTRAINT "platform_tier_changes_set_by_people_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "platform_tier_changes_waiting" ON "platform_tier_changes" USING btree ("platform_id") WHERE applied_at is null and replaced_at is null;--> statement-breakpoint
CREATE INDEX "platform_tier_changes_applied" ON "platform_tier_changes" USING btree ("platform_id","applied_at");