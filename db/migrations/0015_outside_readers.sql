CREATE TABLE "outside_readings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"suggestion_id" uuid NOT NULL,
	"tool" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"why" text,
	"name" text,
	"question" text,
	"findings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"asked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "outside_tools" (
	"platform_id" text NOT NULL,
	"tool" text NOT NULL,
	"target" text DEFAULT '' NOT NULL,
	"day" text DEFAULT '' NOT NULL,
	"calls" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"paused_until" timestamp (3) with time zone,
	CONSTRAINT "outside_tools_platform_id_tool_pk" PRIMARY KEY("platform_id","tool")
);
--> statement-breakpoint
ALTER TABLE "outside_readings" ADD CONSTRAINT "outside_readings_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_readings" ADD CONSTRAINT "outside_readings_suggestion_id_case_suggestions_id_fk" FOREIGN KEY ("suggestion_id") REFERENCES "public"."case_suggestions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "outside_readings_once" ON "outside_readings" USING btree ("suggestion_id","tool");--> statement-breakpoint
CREATE INDEX "outside_readings_open" ON "outside_readings" USING btree ("platform_id","tool") WHERE state in ('waiting', 'asking');--> statement-breakpoint
CREATE INDEX "outside_readings_known" ON "outside_readings" USING btree ("question") WHERE state = 'answered';--> statement-breakpoint
CREATE INDEX "outside_readings_record" ON "outside_readings" USING btree ("platform_id","tool","asked_at") WHERE state = 'answered';--> statement-breakpoint
CREATE INDEX "outside_readings_case" ON "outside_readings" USING btree ("case_id");