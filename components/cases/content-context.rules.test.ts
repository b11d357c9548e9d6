import { expect, test } from "vitest";
import { contextOf } from "./content-context.rules";

test("a review is shown with its stars and the product it is about", () => {
  const context = contextOf({
    stars: 1,
    product: { title: "Wool scarf", price: 12.5, currency: "EUR", seller: { name: "Lin & Co" } },
  });
  expect(context.stars).toBe(1);
  expect(context.product).toEqual({
    title: "Wool scarf",
    seller: "Lin & Co",
    price: "12.5 EUR",
    category: "",
    url: "",
  });
  expect(context.listing).toBeNull();
});

test("a listing is shown with price, seller and category", () => {
  expect(contextOf({ price: "US$ 3.20", currency: "US$", seller: "Yiwu Plastics", category: "Toys" }).listing).toEqual({
    price: "US$ 3.20",
    seller: "Yiwu Plastics",
    category: "Toys",
    stock: "",
  });
});

test("what a platform tells beyond that is not lost", () => {
  expect(contextOf({ likes: 40, "shipping to": ["DE", "FR"] }).others).toEqual([
    { name: "likes", value: "40" },
    { name: "shipping to", value: "DE, FR" },
  ]);
});

test("a profile that was reported for its bio shows it once, another one shows both", () => {
  expect(contextOf({ bio: "I sell likes. " }, "I sell likes.").bio).toBe("");
  expect(contextOf({ bio: "I sell likes." }, "Lin from Lyon").bio).toBe("I sell likes.");
});

test("a thread given as one line and marks given as bare times are shown", () => {
  const context = contextOf({ thread: "Question: does it fit?", marks: ["00:04:10"] });
  expect(context.thread).toEqual([{ author: "", text: "Question: does it fit?", at: "", isThis: false }]);
  expect(context.marks).toEqual([{ at: "00:04:10", text: "" }]);
});

test("a copy typed by a notifier is told from one that the platform sent", () => {
  expect(contextOf({ copiedBy: "notifier" }).isCopiedByNotifier).toBe(true);
  expect(contextOf({}).isCopiedByNotifier).toBe(false);
});

test("nonsense in the context breaks no page", () => {
  const context = contextOf({
    stars: "many",
    thread: 4,
    marks: [3, null],
    product: [],
    recipient: { id: 4 },
    payer: null,
  });
  expect(context.stars).toBeNull();
  expect(context.product).toBeNull();
  expect(context.thread).toEqual([]);
  expect(context.recipient).toBe("");
});
