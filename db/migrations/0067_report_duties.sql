CREATE TABLE "report_duties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"kind" text NOT NULL,
	"period_from" timestamp (3) with time zone NOT NULL,
	"period_to" timestamp (3) with time zone NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "report_duties" ADD CONSTRAINT "report_duties_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "report_duties_once" ON "report_duties" USING btree ("platform_id","kind","last_day");--> statement-breakpoint
CREATE INDEX "report_duties_due" ON "report_duties" USING btree ("due_at","id");
--> statement-breakpoint
-- When an authority's hold ends another day, the day by whose end a statement is owed moves with it, until it has left.
drop trigger statements_frozen on statements;
--> statement-breakpoint
create trigger statements_frozen before update on statements for each row
  execute function refuse_change_except('delivery', 'due_at', 'informed_at', 'appeal_until', 'sent_at:once', 'read_at:once', 'revoked_at:once', 'puid:once');
--> statement-breakpoint
create trigger statements_due before update of due_at on statements for each row
  when (old.due_at is distinct from new.due_at and (old.due_at is null or new.due_at is null or old.delivery <> 'held'))
  execute function refuse_change();
