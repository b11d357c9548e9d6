import { z } from "zod";
import { typedText } from "@/lib/intake/text.rules";
import { reasonsLeast, reasonsLimit } from "./answer.rules";

/** Browsers send line ends as CRLF; what is stored has one kind. */
export const withOneLineEnd = (text: string) => text.replace(/\r\n?/g, "\n").trim();

/** The reasons of an answer, as its letter quotes them (Art. 20(5)). */
export const Reasons = typedText(reasonsLimit).transform(withOneLineEnd).pipe(z.string().min(reasonsLeast));
