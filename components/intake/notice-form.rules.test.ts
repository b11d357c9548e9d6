import { expect, test } from "vitest";
import { SubmitNotice } from "@/lib/intake/contract";
import { fieldFailures } from "@/lib/platform/field-failures";
import { emptyForm, mediaIn, noticeFromForm, placeOf, readForm } from "./notice-form.rules";

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

test("pictures and videos go with the address they belong to, by its number or because there is one only", () => {
  const single = {
    ...emptyForm({ location: "https://a.example/1" }),
    media: "https://p.example/a.jpg\n\nhttps://p.example/b.mp4?x=1",
  };
  expect(noticeFromForm(single, reader).items).toMatchObject([
    {
      content: {
        media: [
          { url: "https://p.example/a.jpg", kind: "image" },
          { url: "https://p.example/b.mp4?x=1", kind: "video" },
        ],
      },
    },
  ]);
  const several = {
    ...emptyForm({ platform: "wechat" }),
    explanation: "It is a copy of my lamp.",
    legalClaim: "law",
    goodFaith: true,
    locations: "https://a.example/1\nSKU-5",
    media: "2 https://p.example/b.png\n1. https://p.example/a.png",
  };
  const { items } = SubmitNotice.parse(noticeFromForm(several, reader));
  expect(items.map(({ content }) => content?.media.map(({ url }) => url))).toEqual([
    ["https://p.example/a.png"],
    ["https://p.example/b.png"],
  ]);
  const unplaced = {
    ...several,
    media: "https://p.example/a.png\n3 https://p.example/b.png\n0 https://p.example/c.png",
  };
  expect(mediaIn(unplaced).map(({ item }) => item)).toEqual([null, null, null]);
});

test("an address of a picture that cannot be asked is named by the line it was typed in", () => {
  const values = {
    ...emptyForm(),
    locations: "https://a.example/1\nhttps://a.example/2",
    media: "2 https://p.example/b.png\n1 https://p.example/a.png\n1 javascript:x",
  };
  const parsed = SubmitNotice.safeParse(noticeFromForm(values, reader), { reportInput: true });
  if (parsed.success) throw new Error("it was taken");
  const failure = fieldFailures(parsed.error).find(({ field }) => field.startsWith("items."));
  expect(failure?.reason).toMatch(/^media_address/);
  expect(placeOf(failure ?? { field: "", reason: "" }, values)).toEqual({ field: "media", line: 3 });
  expect(placeOf({ field: "items.1.content.media", reason: "too_many" }, values)).toEqual({
    field: "media",
    line: null,
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
