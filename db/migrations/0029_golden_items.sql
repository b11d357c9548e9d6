CREATE TABLE "golden_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"turn_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"clause_ref" text,
	"sanctions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"answered_at" timestamp (3) with time zone NOT NULL,
	"effective_at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"request_key" text,
	"disagreed_at" timestamp (3) with time zone,
	"disagreed_why" text,
	"kept_at" timestamp (3) with time zone,
	"kept_by" uuid,
	"kept_why" text
);
--> statement-breakpoint
CREATE TABLE "golden_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"text" text NOT NULL,
	"language" text NOT NULL,
	"role" text,
	"surface" text,
	"location" text NOT NULL,
	"context" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"content_at" timestamp (3) with time zone NOT NULL,
	"content_at_known" boolean DEFAULT true NOT NULL,
	"reports" jsonb NOT NULL,
	"tags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"source_case_id" uuid,
	"known_to" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"outcome" text NOT NULL,
	"clauses" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"sanctions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"reason" text NOT NULL,
	"version_ref" text,
	"matches" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_confident" boolean DEFAULT false NOT NULL,
	"clause_group" text,
	"severity" text,
	"made_by" uuid NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"confirmed_by" uuid,
	"confirmed_at" timestamp (3) with time zone,
	"retired_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "golden_paces" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"asked" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "golden_turns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"item_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"number" bigint NOT NULL,
	"served_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 2 NOT NULL,
	"is_ahead" boolean DEFAULT false NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"waiting_for" text,
	"waiting_until" timestamp (3) with time zone,
	"escalated_to" text,
	"escalated_why" text,
	"notes" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "golden_answers" ADD CONSTRAINT "golden_answers_turn_id_golden_turns_id_fk" FOREIGN KEY ("turn_id") REFERENCES "public"."golden_turns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_answers" ADD CONSTRAINT "golden_answers_item_id_golden_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."golden_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_answers" ADD CONSTRAINT "golden_answers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_answers" ADD CONSTRAINT "golden_answers_kept_by_people_id_fk" FOREIGN KEY ("kept_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_items" ADD CONSTRAINT "golden_items_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_items" ADD CONSTRAINT "golden_items_source_case_id_cases_id_fk" FOREIGN KEY ("source_case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_items" ADD CONSTRAINT "golden_items_made_by_people_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_items" ADD CONSTRAINT "golden_items_confirmed_by_people_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_paces" ADD CONSTRAINT "golden_paces_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_turns" ADD CONSTRAINT "golden_turns_item_id_golden_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."golden_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_turns" ADD CONSTRAINT "golden_turns_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "golden_answers_one" ON "golden_answers" USING btree ("turn_id") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "golden_answers_person" ON "golden_answers" USING btree ("person_id","answered_at");--> statement-breakpoint
CREATE INDEX "golden_answers_newest" ON "golden_answers" USING btree ("answered_at","id");--> statement-breakpoint
CREATE INDEX "golden_items_served" ON "golden_items" USING btree ("platform_id","id") WHERE confirmed_at is not null and retired_at is null;--> statement-breakpoint
CREATE INDEX "golden_items_newest" ON "golden_items" USING btree ("made_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "golden_turns_once" ON "golden_turns" USING btree ("item_id","person_id");--> statement-breakpoint
CREATE INDEX "golden_turns_person" ON "golden_turns" USING btree ("person_id","state");
--> statement-breakpoint
-- Nobody confirms their own item (issue 4, Quality).
ALTER TABLE "golden_items" ADD CONSTRAINT "golden_items_two_people" CHECK ("confirmed_by" is null or "confirmed_by" <> "made_by");--> statement-breakpoint
-- Who knows the answer never gets the item, and nobody gets one that is not confirmed.
CREATE FUNCTION golden_turn_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
declare item golden_items;
begin
  select * into item from golden_items where id = new.item_id for share;
  if item.confirmed_at is null or item.retired_at is not null then
    raise exception 'a golden item is given to nobody before it is confirmed, nor once it is retired';
  end if;
  if new.person_id in (item.made_by, item.confirmed_by) or item.known_to ? new.person_id::text then
    raise exception 'who knows the answer of a golden item is not given it';
  end if;
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER golden_turn_allowed BEFORE INSERT ON "golden_turns" FOR EACH ROW EXECUTE FUNCTION golden_turn_allowed();--> statement-breakpoint
-- An answer is kept as it was given; it is only taken back, once, or disagreed about, once.
CREATE FUNCTION golden_answer_kept() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if tg_op = 'DELETE' then raise exception 'golden answers are never deleted'; end if;
  if (to_jsonb(new) - 'undone_at' - 'disagreed_at' - 'disagreed_why' - 'kept_at' - 'kept_by' - 'kept_why') <> (to_jsonb(old) - 'undone_at' - 'disagreed_at' - 'disagreed_why' - 'kept_at' - 'kept_by' - 'kept_why')
    or (old.undone_at is not null and new.undone_at is distinct from old.undone_at)
    or (old.disagreed_at is not null and new.disagreed_at is distinct from old.disagreed_at) then
    raise exception 'golden answers are not edited';
  end if;
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER golden_answer_kept BEFORE UPDATE OR DELETE ON "golden_answers" FOR EACH ROW EXECUTE FUNCTION golden_answer_kept();--> statement-breakpoint
-- What was settled and what it is about stays as it was confirmed; another answer is another item.
CREATE FUNCTION golden_item_kept() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if (to_jsonb(new) - 'confirmed_by' - 'confirmed_at' - 'retired_at') <> (to_jsonb(old) - 'confirmed_by' - 'confirmed_at' - 'retired_at')
    or (old.confirmed_at is not null and new.confirmed_at is distinct from old.confirmed_at)
    or (old.retired_at is not null and new.retired_at is distinct from old.retired_at) then
    raise exception 'a golden item is not edited';
  end if;
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER golden_item_kept BEFORE UPDATE ON "golden_items" FOR EACH ROW EXECUTE FUNCTION golden_item_kept();
