import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { Column } from "./column";

test("a column that scrolls is the frame of what is placed in it, so that hidden labels never make the page longer", () => {
  const markup = renderToString(
    <Column id="content" title="Content">
      text
    </Column>,
  );
  const classes = /<section[^>]*class="([^"]*)"/.exec(markup)?.[1]?.split(" ") ?? [];
  expect(classes).toEqual(expect.arrayContaining(["relative", "xl:overflow-y-auto"]));
});
