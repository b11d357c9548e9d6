import type { QueueRow } from "./contract";

/** One case of the grid: its line of the queue, its pictures (blurred until a look is written down), the best clause. */
export type PicturedCase = QueueRow & {
  pictures: { mediaId: string; alt: string; sensitive: boolean; width: number; height: number }[];
  /** Pictures that are not shown here. */
  more: number;
  clause: { ref: string; title: string } | null;
};
export type PicturedPage = { rows: PicturedCase[]; next: string | null };
