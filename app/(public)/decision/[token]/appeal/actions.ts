"use server";

import type { AppealFormState } from "@/components/appeals/appeal-form";
import { fileAppeal } from "@/lib/appeals/file.command";
import { takeComplaint } from "../../../take-complaint";

/** Takes the form: leads to the confirmation, or gives it back with what is wrong. */
export async function sendAppeal(before: AppealFormState, form: FormData): Promise<AppealFormState> {
  return takeComplaint(before, form, {
    file: (complaint, files, now) => fileAppeal({ kind: "public" }, complaint, now, null, files),
    done: (token) => `/decision/${token}/appeal?filed=1`,
  });
}
