CREATE TYPE "public"."policy_draft_state" AS ENUM('draft', 'in_review', 'withdrawn', 'published');--> statement-breakpoint
CREATE TABLE "policy_draft_edits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"draft_id" uuid NOT NULL,
	"rev" integer NOT NULL,
	"person_id" uuid,
	"kind" text NOT NULL,
	"of_rev" integer,
	"operations" jsonb NOT NULL,
	"back" jsonb NOT NULL,
	"touched" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policy_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"ref" text NOT NULL,
	"effective_from" date,
	"announced_on" date,
	"base_ref" text,
	"file" jsonb NOT NULL,
	"rev" integer DEFAULT 0 NOT NULL,
	"state" "policy_draft_state" DEFAULT 'draft' NOT NULL,
	"notice" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"source" jsonb,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_by" uuid,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"asked_by" uuid,
	"asked_at" timestamp (3) with time zone,
	"sent_back_why" text,
	"signed_by" uuid,
	"published_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "platforms" ADD COLUMN "roles" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms" ADD COLUMN "surfaces" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms" ADD COLUMN "tier" text DEFAULT 'very_large' NOT NULL;--> statement-breakpoint
ALTER TABLE "policy_packs" ADD COLUMN "published" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "policy_draft_edits" ADD CONSTRAINT "policy_draft_edits_draft_id_policy_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."policy_drafts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_draft_edits" ADD CONSTRAINT "policy_draft_edits_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_changed_by_people_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_signed_by_people_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "policy_draft_edits_rev" ON "policy_draft_edits" USING btree ("draft_id","rev");--> statement-breakpoint
CREATE INDEX "policy_drafts_platform" ON "policy_drafts" USING btree ("platform_id","changed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_drafts_ref" ON "policy_drafts" USING btree ("platform_id","ref") WHERE state <> 'withdrawn';--> statement-breakpoint
-- hand-written
-- What was signed is what is in force: a published draft stays as it is.
create trigger policy_drafts_frozen before update on policy_drafts for each row
  when (old.state = 'published') execute function refuse_change();
--> statement-breakpoint
create trigger policy_drafts_kept before delete on policy_drafts for each row
  when (old.state = 'published') execute function refuse_change();
--> statement-breakpoint
create trigger policy_draft_edits_frozen before update or delete on policy_draft_edits for each row execute function refuse_change();
