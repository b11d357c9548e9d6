ALTER TABLE "notices" ADD COLUMN "automated_detection" text;--> statement-breakpoint
-- hand-written
alter table notices add constraint notices_detection check (automated_detection in ('full', 'partial', 'none'));
--> statement-breakpoint
-- Of rows of before, what is known: cases of own initiative were opened at the desk, by a person; where tools had a part, it
-- was written down. Of all others nobody said it, and it is asked for before a violation is found.
update notices set automated_detection = case when channel = 'desk' then 'none' else automated end
where source = 'own_detection' and (channel = 'desk' or automated <> 'none');
