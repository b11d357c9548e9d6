ALTER TABLE "appeal_attachments" ALTER COLUMN "appeal_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "appeal_attachments" ADD COLUMN "misuse_appeal_id" uuid;--> statement-breakpoint
ALTER TABLE "misuse_measures" ADD COLUMN "reference" text;--> statement-breakpoint
ALTER TABLE "appeal_attachments" ADD CONSTRAINT "appeal_attachments_misuse_appeal_id_misuse_appeals_id_fk" FOREIGN KEY ("misuse_appeal_id") REFERENCES "public"."misuse_appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appeal_attachments_misuse_place" ON "appeal_attachments" USING btree ("misuse_appeal_id","position") WHERE misuse_appeal_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "misuse_measures_reference" ON "misuse_measures" USING btree ("reference");--> statement-breakpoint
ALTER TABLE "appeal_attachments" ADD CONSTRAINT "appeal_attachments_of_one" CHECK (num_nonnulls("appeal_attachments"."appeal_id", "appeal_attachments"."misuse_appeal_id") = 1);
--> statement-breakpoint
-- hand-written
-- Measures of before get theirs: M- and eight of Crockford's letters, five bits of a hash of the row's own id for each.
alter table misuse_measures disable trigger misuse_measures_frozen;
--> statement-breakpoint
update misuse_measures m set reference = (
  select 'M-' || left(made.letters, 4) || '-' || right(made.letters, 4) from (
    select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + get_byte(decode(md5(m.id::text), 'hex'), place) % 32, 1), '' order by place) as letters
    from generate_series(0, 7) as place) made);
--> statement-breakpoint
alter table misuse_measures enable trigger misuse_measures_frozen;
--> statement-breakpoint
alter table misuse_measures alter column reference set not null;
