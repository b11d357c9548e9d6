import base from "./playwright.config";

/** `npm run screens`: what every page looks like, kept under docs/screens. Not a test; it starts the demo town like the tests do. */
export default { ...base, testMatch: "screens.ts", timeout: 1_800_000 };
