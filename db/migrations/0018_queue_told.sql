-- Who looks at the queue hears at once what others take, put back or decide, in the transaction that does it: told only
-- if it is committed. The case's id and nothing of its content. `version` rises with each move, and with no new lease.
CREATE FUNCTION tell_case_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('queue', NEW.id::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER cases_told_moved AFTER UPDATE ON cases FOR EACH ROW
  WHEN (OLD.version IS DISTINCT FROM NEW.version) EXECUTE FUNCTION tell_case_moved();
--> statement-breakpoint
-- One word for a whole statement: a bulk import of ten thousand cases is one message, not ten thousand.
CREATE FUNCTION tell_case_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('queue', 'new');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER cases_told_new AFTER INSERT ON cases FOR EACH STATEMENT EXECUTE FUNCTION tell_case_came();
