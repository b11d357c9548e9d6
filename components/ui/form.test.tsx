import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { Form } from "./form";

test("a form as the server draws it takes no typing and no press, and would never put its fields into the address", () => {
  const page = renderToString(
    <Form aria-label="Password">
      <input name="next" type="password" />
    </Form>,
  );
  expect(page).toMatch(/<form [^>]*method="post"/);
  expect(page).toMatch(/<fieldset [^>]*disabled=""[^>]*><input /);
});

test("every form that a script sends is such a form", () => {
  const bare = ["components", "app"].flatMap((folder) =>
    readdirSync(join(process.cwd(), folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsx") && !file.endsWith(".test.tsx"))
      .filter((file) =>
        /<form\b(?:(?!\b(?:method|action)=|<\/)[\s\S])*?\bonSubmit=/.test(readFileSync(join(folder, file), "utf8")),
      ),
  );
  expect(bare).toEqual([]);
});
