import { Checkbox } from "@/components/ui/checkbox";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { PartProps } from "./notice-form";

/** What helps but nobody must answer; open when something in it was answered or is wrong. */
export function NoticeFormMore({ words: w, values, error }: PartProps) {
  const isAnswered =
    [
      values.detail,
      values.quote,
      values.media,
      values.legalReference,
      values.relation,
      values.concerned,
      values.proof,
    ].some(Boolean) ||
    values.isMinor ||
    values.tags.length > 0;
  const parts = ["detail", "quote", "media", "legalReference", "tags", "relation", "concerned", "proof"] as const;
  const isWrong = parts.some((field) => error(field));
  return (
    <Disclosure summary={w.more} isOpen={isAnswered || isWrong}>
      <div className="grid gap-6 border-l-2 border-line pl-5">
        <Field name="detail" label={w.detail} hint={w.detailHint} error={error("detail")}>
          {(control) => <Input {...control} defaultValue={values.detail} />}
        </Field>
        <Field name="quote" label={w.quote} hint={w.quoteHint} error={error("quote")}>
          {(control) => <Textarea {...control} rows={3} defaultValue={values.quote} />}
        </Field>
        <Field name="media" label={w.media} hint={w.mediaHint} error={error("media")}>
          {(control) => (
            <Textarea {...control} rows={3} defaultValue={values.media} spellCheck={false} autoCapitalize="none" />
          )}
        </Field>
        <fieldset id="tags" className="grid gap-1">
          <legend className="mb-1.5 font-medium">{w.tags}</legend>
          {w.tagOptions.map((tag) => (
            <Checkbox
              key={tag.value}
              id={`tags-${tag.value}`}
              name="tags"
              value={tag.value}
              label={tag.label}
              defaultChecked={values.tags.includes(tag.value)}
            />
          ))}
        </fieldset>
        <Field name="legalReference" label={w.legalReference} error={error("legalReference")}>
          {(control) => <Input {...control} defaultValue={values.legalReference} />}
        </Field>
        <Field name="relation" label={w.relation} error={error("relation")}>
          {(control) => (
            <Select {...control} options={w.relations} placeholder={w.relationNone} defaultValue={values.relation} />
          )}
        </Field>
        <Checkbox id="isMinor" name="isMinor" label={w.isMinor} defaultChecked={values.isMinor} />
        <Field name="concerned" label={w.concerned} hint={w.concernedHint} error={error("concerned")}>
          {(control) => <Input {...control} defaultValue={values.concerned} autoComplete="off" />}
        </Field>
        <Field name="proof" label={w.proof} hint={w.proofHint} error={error("proof")}>
          {(control) => <Input {...control} defaultValue={values.proof} autoComplete="off" />}
        </Field>
      </div>
    </Disclosure>
  );
}
