CREATE TABLE "help_resources" (
	"id" uuid PRIMARY KEY NOT NULL,
	"country" text,
	"topics" jsonb NOT NULL,
	"organisation" text NOT NULL,
	"phone" text,
	"url" text,
	"languages" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" uuid,
	CONSTRAINT "help_resources_reached" CHECK ("help_resources"."phone" is not null or "help_resources"."url" is not null),
	CONSTRAINT "help_resources_about" CHECK (jsonb_array_length("help_resources"."topics") > 0)
);
--> statement-breakpoint
ALTER TABLE "help_resources" ADD CONSTRAINT "help_resources_changed_by_people_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;