CREATE TABLE "translations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"target" text NOT NULL,
	"service" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "translations" ADD CONSTRAINT "translations_snapshot_id_snapshots_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."snapshots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "translations_once" ON "translations" USING btree ("snapshot_id","target","service");