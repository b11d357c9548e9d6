CREATE TABLE "acting_consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "last_used_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "claimed_through" uuid;--> statement-breakpoint
ALTER TABLE "acting_consents" ADD CONSTRAINT "acting_consents_key_id_api_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."api_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acting_consents" ADD CONSTRAINT "acting_consents_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "acting_consents_open" ON "acting_consents" USING btree ("key_id","person_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "acting_consents_person" ON "acting_consents" USING btree ("person_id","given_at");