import type { CaseView } from "./contract";

/** What the desk is answered when it asks for the next case. */
export type NextForScreen = {
  /** Claimed and whole; null when there is none. */
  next: CaseView | null;
  /** Ids of cases that the screen has laid ready and that are no longer its person's: it shows none of them. */
  gone: string[];
};
