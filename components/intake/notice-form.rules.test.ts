import { expect, test } from "vitest";
import { SubmitNotice } from "@/lib/intake/contract";
import { fieldFailures } from "@/lib/platform/field-failures";
import { emptyForm, noticeFromForm, placeOf, readForm } from "./notice-form.rules";

const reader = { language: "en", zone: "Europe/Berlin" };

function sentForm(values: Record<string, string | string[]>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) form.append(name, one);
  return form;
}

test("a filled form is a notice that the API would take", () => {
  const values = readForm(
    sentForm({
      platform: "wechat",
      locations: "https://a.example/1\r\n\r\n SKU-5 \r\n",
      explanation: "Two\r\nlines",
      legalClaim: "law",
      tags: ["medicine"],
      goodFaith: "on",
      email: " me@example.org ",
    }),
  );
  const parsed = SubmitNotice.safeParse(noticeFromForm(values, reader));
  expect(parsed.data).toMatchObject({
    platform: "wechat",
    legalClaim: true,
    childAbuseClaim: false,
    explanation: "Two\nlines",
    items: [{ location: "https://a.example/1" }, { location: "SKU-5" }],
    email: "me@example.org",
    tags: ["medicine"],
    ...reader,
  });
});

test("an empty form fails on each field that is needed, and each failure finds its control", () => {
  const values = emptyForm();
  const parsed = SubmitNotice.safeParse(noticeFromForm(values, reader), { reportInput: true });
  const places = fieldFailures(parsed.error ?? ({ issues: [] } as never)).map(
    (failure) => placeOf(failure, values).field,
  );
  expect(places).toEqual(["platform", "legalClaim", "explanation", "locations", "goodFaith"]);
});

test("a wrong line among several is named by its number", () => {
  const values = { ...emptyForm(), locations: "https://a.example/1\njavascript:x" };
  expect(placeOf({ field: "items.1.location", reason: "location_scheme" }, values)).toEqual({
    field: "locations",
    line: 2,
  });
  expect(
    placeOf({ field: "items.0.location", reason: "location_scheme" }, { ...values, locations: "javascript:x" }),
  ).toEqual({ field: "locations", line: null });
});

test("platform and address can be given in the link to the form", () => {
  expect(emptyForm({ platform: "aliexpress", location: "https://a.example/1" })).toMatchObject({
    platform: "aliexpress",
    locations: "https://a.example/1",
    goodFaith: false,
  });
});
