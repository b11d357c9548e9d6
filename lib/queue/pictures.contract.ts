import type { QueueRow } from "./contract";

/** A picture of a case as a list or a grid names it; what is shown of it until a look is written down is small and blurred. */
export type Thumbnail = { mediaId: string; alt: string; sensitive: boolean; width: number; height: number };

/** One case of the grid: its line of the queue, its pictures (blurred until a look is written down), the best clause if there is one with confidence. */
export type PicturedCase = QueueRow & {
  pictures: Thumbnail[];
  /** Pictures that are not shown here. */
  more: number;
  clause: { ref: string; title: string } | null;
};
export type PicturedPage = { rows: PicturedCase[]; next: string | null };
