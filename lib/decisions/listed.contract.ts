import type { QueueRow } from "@/lib/queue/contract";
import type { Thumbnail } from "@/lib/queue/pictures.contract";
import type { ConsequenceCard, Localised, PreviewDecision, SanctionPreview } from "./contract";
import type { Bar } from "./listed.rules";

/** What would follow if the suggested clause were found: the row of the penalty table, as the desk's own card has it. */
export type WouldFollow = Pick<ConsequenceCard, "count" | "points" | "why" | "warnings"> & {
  sanctions: SanctionPreview[];
};

/** One case with what is needed to decide it where it stands (issue 4, list mode): the words, the rule, what would follow. */
export type ListedCase = QueueRow & {
  /** Empty, like `evidence` and `notice`, where the reader is not given such a case now (`notShown`). */
  content: {
    title: string;
    /** Whole where `isWhole`, else its beginning. */
    text: string;
    isWhole: boolean;
    hasMedia: boolean;
    /** The first of its pictures, shown small and blurred; none where the reader sees no pictures. `more`: those left out. */
    pictures: Thumbnail[];
    more: number;
  };
  clause: { ref: string; title: Localised; score: number; isConfident: boolean } | null;
  /** The words of the content that the suggestion rests on: shown as marked, and bound when it is decided so. */
  evidence: PreviewDecision["evidence"];
  follows: WouldFollow | null;
  /** The report to read first, its beginning; null where none is open. */
  notice: { source: string; words: string } | null;
  /** The platform's zone, in which last days are told. */
  zone: string;
  /** Why it is not decided from the list; null where it may be. */
  bars: { violation: Bar | null; noViolation: Bar | null };
};
export type ListedPage = { rows: ListedCase[]; next: string | null };
