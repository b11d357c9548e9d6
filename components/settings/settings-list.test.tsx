import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { can, permissions, type Role } from "@/lib/platform/permissions.rules";
import { loadMessages } from "@/messages/load";
import { SettingsListAt } from "./settings-list";
import { placeAt, settingsGroups } from "./settings-places";

const shown = (path: string, role: Role) => {
  const person = { kind: "person", id: "a", name: "Lucía", role, locale: "en", sessionId: "s" } as const;
  return renderToString(
    <NextIntlClientProvider locale="en" messages={loadMessages("en")} timeZone="UTC">
      <SettingsListAt path={path} permissions={permissions.filter((permission) => can(person, permission))} />
    </NextIntlClientProvider>,
  ).replaceAll("<!-- -->", "");
};
const all = settingsGroups.flatMap(({ places }) => places.map(({ href }) => href));

test("an admin finds every place of the settings in one of four groups, folded under the name of the place on a narrow screen", () => {
  const list = shown("/outbox/copies/abc", "admin");
  for (const href of all) expect(list).toContain(`href="${href}"`);
  for (const group of ["The desk", "What people read", "Who is outside", "What leaves"]) expect(list).toContain(group);
  expect(list).toMatch(/<summary[^>]*>.*Settings: Database copies/);
  expect(list.match(/aria-current="page"[^>]*>/g)).toHaveLength(2);
});

test("who may not see a place is not shown it, nor a group in which there is nothing", () => {
  const list = shown("/outbox", "moderator");
  for (const href of ["/settings/keys", "/settings/researchers"]) expect(list).not.toContain(`href="${href}"`);
  expect(list).not.toContain('<ul aria-label="The desk"></ul>');
});

test("a page belongs to the place whose address is the longest beginning of its own", () => {
  expect(placeAt("/settings")).toBe("settings");
  expect(placeAt("/settings/flaggers/0199")).toBe("flaggers");
  expect(placeAt("/outbox/database/days")).toBe("database");
  expect(placeAt("/outboxes")).toBeNull();
});
