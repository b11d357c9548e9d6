import { z } from "zod";
import type { PublishProblem } from "../drafts/view.contract";
import type { VersionFile } from "../import/version.contract";
import type { Problem } from "./checks.contract";
import type { EditRefusal, Place } from "./contract";

/** A draft as its editor shows it. */
export type EditedDraft = {
  id: string;
  platform: { id: string; name: { en: string; hans: string; hant: string } };
  /** Counted up by every write; an edit says which one it was made on. */
  rev: number;
  mayEdit: boolean;
  file: VersionFile;
  /** Where the platform says that content appears; empty: it does not say. */
  surfaces: string[];
  /** Roles that a column of the penalty table may be for, "any" beside them; empty: the platform takes any. */
  roles: string[];
  problems: Problem[];
  /** What stands against publishing it on its platform, beside its own problems: told in the same list and counted with them. */
  ofPlatform: PublishProblem[];
  /** Whether the reader has an edit of their own to take back, or one taken back to make again. */
  undo: boolean;
  redo: boolean;
  /** Who wrote last: told to whoever has the draft open. */
  changedBy: string | null;
};

/**
 * Where two people met: what the other one changed since, and the part of it that this edit would change too. `isOwn`: it was
 * the same person, in another window or in a try whose answer was lost.
 */
export type EditConflict = { by: string | null; isOwn?: boolean; places: Place[] };

/** What came of an edit, an undo or a redo. */
export type EditAnswer =
  | { done: true; view: EditedDraft /** It was made on an older state, and both stand. */; merged: boolean }
  | { done: false; refusal: Omit<EditRefusal, "do"> }
  | { done: false; conflict: EditConflict };

/** What those who have a draft open tell each other: that it was written, or where in it they are; no place: they left. */
export type DraftNews =
  | { kind: "written"; draftId: string; rev: number; personId: string; name: string }
  | { kind: "here"; draftId: string; tab: string; personId: string; name: string; place: Place | null };

/** One's place in a draft, as the browser tells it. */
export const HereInput = z.object({
  draftId: z.uuid(),
  /** One person may have it open twice. */
  tab: z.uuid(),
  place: z.array(z.string().max(300)).max(6).nullable(),
});
