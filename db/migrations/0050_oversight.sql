CREATE TABLE "audit_draw_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"draw_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"mark" text,
	"comment" text DEFAULT '' NOT NULL,
	"marked_at" timestamp (3) with time zone,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "audit_draw_items_answered" CHECK (num_nulls("audit_draw_items"."answer", "audit_draw_items"."answered_by", "audit_draw_items"."answered_at") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "audit_draws" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"title" text NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"until_at" timestamp (3) with time zone NOT NULL,
	"size" integer NOT NULL,
	"seed" text NOT NULL,
	"population" integer NOT NULL,
	"with_child_safety" boolean NOT NULL,
	"drawn_by" uuid NOT NULL,
	"drawn_at" timestamp (3) with time zone NOT NULL,
	"summary" text,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "audit_draws_period" CHECK ("audit_draws"."from_at" < "audit_draws"."until_at"),
	CONSTRAINT "audit_draws_closed" CHECK (("audit_draws"."summary" is null) = ("audit_draws"."closed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "research_exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"grant_id" uuid NOT NULL,
	"format" text NOT NULL,
	"platform_id" text DEFAULT '' NOT NULL,
	"from_at" timestamp (3) with time zone,
	"until_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"rows" integer
);
--> statement-breakpoint
CREATE TABLE "research_grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key_id" uuid NOT NULL,
	"holder" text NOT NULL,
	"institution" text NOT NULL,
	"purpose" text NOT NULL,
	"granted_by" uuid NOT NULL,
	"granted_at" timestamp (3) with time zone NOT NULL,
	"until_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "research_grants_term" CHECK ("research_grants"."granted_at" < "research_grants"."until_at")
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "audit_draw_items" ADD CONSTRAINT "audit_draw_items_draw_id_audit_draws_id_fk" FOREIGN KEY ("draw_id") REFERENCES "public"."audit_draws"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_draw_items" ADD CONSTRAINT "audit_draw_items_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_draw_items" ADD CONSTRAINT "audit_draw_items_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_draws" ADD CONSTRAINT "audit_draws_drawn_by_people_id_fk" FOREIGN KEY ("drawn_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "research_exports" ADD CONSTRAINT "research_exports_grant_id_research_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."research_grants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "research_grants" ADD CONSTRAINT "research_grants_key_id_api_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."api_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "research_grants" ADD CONSTRAINT "research_grants_granted_by_people_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_draw_items_place" ON "audit_draw_items" USING btree ("draw_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_draw_items_once" ON "audit_draw_items" USING btree ("draw_id","decision_id");--> statement-breakpoint
CREATE INDEX "audit_draw_items_decision" ON "audit_draw_items" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "audit_draws_drawn" ON "audit_draws" USING btree ("drawn_at","id");--> statement-breakpoint
CREATE INDEX "research_exports_started" ON "research_exports" USING btree ("started_at","id");--> statement-breakpoint
CREATE INDEX "research_exports_grant" ON "research_exports" USING btree ("grant_id","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "research_grants_key" ON "research_grants" USING btree ("key_id");--> statement-breakpoint
CREATE INDEX "research_grants_granted" ON "research_grants" USING btree ("granted_at","id");--> statement-breakpoint
-- hand-written
-- What was drawn is what was drawn: only the last word is added, once.
create trigger audit_draws_frozen before update on audit_draws for each row execute function refuse_change_except('summary:once', 'closed_at:once');
--> statement-breakpoint
create trigger audit_draws_kept before delete on audit_draws for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_draw_items_frozen before update on audit_draw_items for each row execute function
  refuse_change_except('mark', 'comment', 'marked_at', 'answer:once', 'answered_by:once', 'answered_at:once');
--> statement-breakpoint
create trigger audit_draw_items_kept before delete on audit_draw_items for each row execute function refuse_change();
--> statement-breakpoint
-- After the auditor's last word no mark moves, and none that was answered; answers may still come.
create function audit_mark_is_open() returns trigger language plpgsql as $$
begin
  if old.answered_at is not null or exists (select 1 from audit_draws d where d.id = new.draw_id and d.closed_at is not null) then
    raise exception 'the mark % stands', new.id using errcode = '23514';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger audit_draw_items_closed before update of mark, comment, marked_at on audit_draw_items for each row
  when ((old.mark, old.comment, old.marked_at) is distinct from (new.mark, new.comment, new.marked_at)) execute function audit_mark_is_open();
--> statement-breakpoint
create trigger research_grants_frozen before update or delete on research_grants for each row execute function refuse_change();
--> statement-breakpoint
create trigger research_exports_frozen before update on research_exports for each row execute function refuse_change_except('ended_at:once', 'rows:once');
--> statement-breakpoint
create trigger research_exports_kept before delete on research_exports for each row execute function refuse_change();
