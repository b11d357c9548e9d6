const signInReasons = ["sign_in_wrong", "sign_in_locked"] as const;

/** The reason a sentence exists for; anything else that next-auth reports is an ordinary failed try. */
export function signInReason(error: string | undefined): (typeof signInReasons)[number] | "sign_in_failed" | null {
  if (!error) return null;
  return signInReasons.find((reason) => reason === error) ?? "sign_in_failed";
}
