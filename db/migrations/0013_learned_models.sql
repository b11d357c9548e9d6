CREATE TABLE "learned_models" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"version" text NOT NULL,
	"basis" text NOT NULL,
	"examples" integer NOT NULL,
	"labels" integer NOT NULL,
	"newest_at" timestamp (3) with time zone NOT NULL,
	"trained_at" timestamp (3) with time zone NOT NULL,
	"body" "bytea"
);
--> statement-breakpoint
CREATE UNIQUE INDEX "learned_models_version" ON "learned_models" USING btree ("platform_id","version");--> statement-breakpoint
CREATE INDEX "learned_models_newest" ON "learned_models" USING btree ("platform_id","trained_at");--> statement-breakpoint
CREATE INDEX "decisions_reversed" ON "decisions" USING btree ("platform_id","reversed_at") WHERE reversed_at is not null;