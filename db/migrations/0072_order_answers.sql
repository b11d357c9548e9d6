CREATE TABLE "order_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform_id" text NOT NULL,
	"order_id" uuid NOT NULL,
	"kinds" jsonb NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"way" text NOT NULL,
	"provided_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "departure" text;--> statement-breakpoint
ALTER TABLE "order_answers" ADD CONSTRAINT "order_answers_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_answers" ADD CONSTRAINT "order_answers_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "order_answers_once" ON "order_answers" USING btree ("order_id");--> statement-breakpoint
-- hand-written
-- What an authority was given stays as it was recorded: kinds, moment and way, in the words of whoever handed it over.
create trigger order_answers_frozen before update or delete on order_answers for each row execute function refuse_change();
--> statement-breakpoint
alter table order_answers add constraint order_answers_says_what check
  (jsonb_array_length(kinds) > 0 and (not kinds @> '["other"]' or description <> ''));
--> statement-breakpoint
-- An order for information ends with what the authority was given, or with the reasons of a refusal (Art. 10(1)).
create function order_for_information_is_answered() returns trigger language plpgsql as $$
begin
  if new.effect in ('given', 'partly') and not exists (select 1 from order_answers where order_id = new.id) then
    raise exception 'nobody recorded what the authority was given' using errcode = '42501';
  end if;
  if new.effect in ('partly', 'not_given') and btrim(new.effect_note) = '' then
    raise exception 'what an authority is not given has a reason' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger orders_for_information_answered before update on orders for each row
  when (new.kind = 'information' and new.effect is not null and old.effect is null)
  execute function order_for_information_is_answered();
--> statement-breakpoint
drop trigger disputes_frozen on disputes;
--> statement-breakpoint
create trigger disputes_frozen before update on disputes for each row
  execute function refuse_change_except('state', 'version', 'due_at', 'body_reference', 'extended_at:once', 'extended_why:once', 'engaged_at:once', 'engaged_by:once', 'position', 'refused_at:once', 'refused_by:once', 'refused_why:once', 'earlier_id:once', 'reminded_90_at:once', 'reminded_180_at:once', 'outcome:once', 'outcome_at:once', 'outcome_text', 'body_fees', 'user_costs', 'manifest_bad_faith', 'costs_paid_at:once', 'answer:once', 'answer_why:once', 'change', 'departure:once', 'answered_by:once', 'answered_at:once', 'implemented_at:once', 'implemented_by:once', 'closed_at:once');
