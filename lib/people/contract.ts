import { z } from "zod";
import { type Role, roles } from "@/lib/platform/permissions.rules";
import type { Skills } from "@/lib/platform/skills.rules";
import { neededLine } from "@/lib/platform/text.rules";
import { passwordLength, type QualificationState } from "./rules";

/** One line for a screen or a letter. */
const oneLine = (max: number) => z.string().trim().pipe(neededLine(max));

const locale = z.enum(["en", "zh-Hans"]);
const role = z.enum(roles);
const password = z.string().min(passwordLength.min).max(passwordLength.max);
const day = z.iso.date({ error: "not_date" });

/** What the admin was looking at: a change since then is told instead of overwritten. */
const asSeen = { personId: z.uuid(), sessionVersion: z.number().int().positive() };

export const AddPerson = z.object({
  email: z.string().trim().toLowerCase().max(254).pipe(z.email()),
  name: oneLine(100),
  role,
  locale: locale.default("en"),
  /** Left out, one is made and told once. */
  password: password.optional(),
});
export const ChangeRole = z.object({ ...asSeen, role });
export const ChangePerson = z.object(asSeen);
export const RevokeSession = z.object({ sessionId: z.uuid() });
export const ChangeOwnPassword = z.object({ current: z.string().min(1).max(1000), next: password });
export type ChangeOwnPassword = z.infer<typeof ChangeOwnPassword>;
export const ChangePreferences = z.object({ locale });
/** Null: as the desk is set. */
export const ChangeVeil = z.object({ veil: z.enum(["low", "medium", "high"]).nullable() });
export const AddQualification = z
  .object({ personId: z.uuid(), subject: oneLine(120), validFrom: day, validUntil: day.nullable().default(null) })
  .refine((span) => span.validUntil === null || span.validUntil >= span.validFrom, {
    path: ["validUntil"],
    message: "ends_before_start",
  });
export const EndQualification = z.object({ qualificationId: z.uuid() });

/** `password` is there once, in this answer only, when it was made for the person. */
export type PersonAdded = { personId: string; password: string | null };
export type PersonChanged = { personId: string; sessionVersion: number };
/** `programsStopped`: the keys that may act for the person no more, because of this change. */
export type RightsChanged = PersonChanged & { programsStopped: string[] };
export type PasswordReset = PersonChanged & { password: string };
export type SessionRevoked = { sessionId: string; personId: string };
export type QualificationChanged = { qualificationId: string; personId: string };

export type PersonRow = {
  id: string;
  name: string;
  email: string;
  role: Role;
  isDemo: boolean;
  disabledAt: Date | null;
  lastSeenAt: Date | null;
  /** Whether a proof for answering appeals counts today. */
  isQualified: boolean;
};
export type PeoplePage = { items: PersonRow[]; next: string | null };

export type SessionRow = { id: string; createdAt: Date; lastSeenAt: Date; expiresAt: Date; userAgent: string };
export type QualificationRow = {
  id: string;
  subject: string;
  validFrom: Date;
  validUntil: Date | null;
  state: QualificationState;
};
export type PersonPage = Omit<PersonRow, "isQualified" | "lastSeenAt"> & {
  locale: string;
  sessionVersion: number;
  createdAt: Date;
  skills: Skills;
  team: string | null;
  /** Those that stand, the last used first; at most 50. */
  sessions: SessionRow[];
  qualifications: QualificationRow[];
};
