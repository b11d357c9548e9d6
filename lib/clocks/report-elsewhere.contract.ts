import { z } from "zod";

const isWithoutPassword = (text: string) => {
  const { username, password } = URL.canParse(text) ? new URL(text) : { username: "", password: "" };
  return username === "" && password === "";
};

/**
 * Where the report that a duty asks for was published in another way than from here, and on which day (of the platform's
 * zone).
 */
export const RecordElsewhere = z.object({
  dutyId: z.uuid(),
  url: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .pipe(z.url({ protocol: /^https?$/ }))
    .refine(isWithoutPassword, "report_elsewhere_password"),
  day: z.iso.date(),
});

export const TakeBackElsewhere = z.object({ dutyId: z.uuid() });

/** A report that was published elsewhere: of what, where, when, and who said so. Days are of the platform's zone. */
export type PublishedElsewhere = {
  dutyId: string;
  platform: { en: string; hans: string; hant: string };
  firstDay: string;
  lastDay: string;
  url: string;
  day: string;
  by: string;
  at: string;
};

/** What everybody may know of it: not who said so. */
export type ToldElsewhere = Pick<PublishedElsewhere, "dutyId" | "firstDay" | "lastDay" | "url" | "day">;

/** The duty to publish the report of a period, with where it was published elsewhere. */
export type ReportDutyView = {
  dutyId: string;
  lastDay: string;
  /** The last moment in time. */
  dueAt: string;
  isPublishedHere: boolean;
  elsewhere: PublishedElsewhere | null;
};
