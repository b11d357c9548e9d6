import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const sizes = ["12", "13", "14", "16", "20", "28"];
const merge = extendTailwindMerge({ extend: { theme: { text: sizes, radius: ["sm", "md"], shadow: ["float"] } } });

/** Class names joined; of two that set the same property the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
