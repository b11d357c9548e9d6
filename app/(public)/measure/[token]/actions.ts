"use server";

import type { AppealFormState } from "@/components/appeals/appeal-form";
import { appealMisuse } from "@/lib/misuse/appeal.command";
import { takeComplaint } from "../../take-complaint";

/** Takes the complaint about a suspension: leads back to the letter, where it then stands, or gives it back with what is wrong. */
export async function sendMisuseAppeal(before: AppealFormState, form: FormData): Promise<AppealFormState> {
  return takeComplaint(before, form, {
    file: (complaint, files, now) => appealMisuse({ kind: "public" }, complaint, now, files),
    done: (token) => `/measure/${token}`,
  });
}
