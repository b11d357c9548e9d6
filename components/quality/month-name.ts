import { useFormatter } from "next-intl";

/** A month (YYYY-MM, in UTC) in the reader's words; `short` where twelve stand side by side. */
export function useMonthName(): (month: string, look?: "long" | "short") => string {
  const format = useFormatter();
  return (month, look = "long") =>
    format.dateTime(new Date(`${month}-01T00:00:00Z`), {
      timeZone: "UTC",
      month: look,
      // Whole: "Nov 26" reads as a day.
      year: "numeric",
    });
}
