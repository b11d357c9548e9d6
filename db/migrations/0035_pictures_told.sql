-- hand-written
-- Who looks at the queue as pictures hears at once when a case has something to show: its first picture, by the case's id,
-- and any other that was fetched, by one word. Told only if it is committed, and nothing of what is on the picture.
CREATE TRIGGER cases_told_pictured AFTER UPDATE OF has_pictures ON cases FOR EACH ROW
  WHEN (OLD.has_pictures IS DISTINCT FROM NEW.has_pictures) EXECUTE FUNCTION tell_case_moved();
--> statement-breakpoint
CREATE TRIGGER media_told_stored AFTER UPDATE OF state ON media FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.state = 'stored') EXECUTE FUNCTION tell_case_came();
