import { expect, test } from "vitest";
import { fieldFailures } from "@/lib/platform/field-failures";
import { translatorFor } from "@/messages/load";
import { auditMarks, MarkItem } from "./audit.contract";

const id = "5a0ba6f0-3f6e-4c0c-9d6c-6d1d4b1b3b11";

test("whoever saves no mark is told the marks as the page names them, in both languages", () => {
  for (const mark of ["", "good", undefined]) {
    const read = MarkItem.safeParse({ drawId: id, itemId: id, mark });
    expect(read.error && fieldFailures(read.error)).toMatchObject([{ field: "mark", reason: "audit_mark" }]);
  }
  for (const locale of ["en", "zh-Hans"] as const) {
    const t = translatorFor(locale);
    for (const mark of auditMarks)
      expect(t("failures.audit_mark", { field: "mark" })).toContain(t(`oversight.marks.${mark}`));
  }
});
