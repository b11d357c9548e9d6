DROP INDEX "care_exposures_once";--> statement-breakpoint
CREATE INDEX "cases_languages" ON "cases" USING btree ("language");--> statement-breakpoint
CREATE INDEX "cases_languages_general" ON "cases" USING btree ("language") WHERE not child_safety;--> statement-breakpoint
CREATE UNIQUE INDEX "care_exposures_once" ON "care_exposures" USING btree ("person_id","case_id","harm_class","shift_id");--> statement-breakpoint
-- hand-written
-- Everybody who looks at the queue hears this, cleared or not: that a hidden case exists, and which one it is, is told to
-- nobody. Whoever may see it looks again at the word that something came.
CREATE OR REPLACE FUNCTION tell_case_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('queue', CASE WHEN NEW.child_safety THEN 'new' ELSE NEW.id::text END);
  RETURN NULL;
END $$;
