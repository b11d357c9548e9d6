import type { z } from "zod";
import type { Permission } from "@/lib/platform/permissions.rules";

/** A named shape: schemas of the document are called by this name. */
export type Named = { name: string; schema: z.ZodType };

export type Operation = {
  method: "get" | "post";
  /** Under /api/v1, parameters in braces. */
  path: string;
  id: string;
  summary: string;
  /** What a key needs; `anybody`: no key is needed, and with one the limit is wider. */
  may: Permission | "anybody";
  query?: z.ZodObject;
  /** Whether `Acting-For` is needed, may be given, or means nothing. */
  actingFor?: "needed" | "optional";
  isRepeatable?: boolean;
  body?: Named | { binary: string[] };
  /** NDJSON instead of JSON, in and out. */
  isStream?: boolean;
  status: number;
  /** A string: the content type of an answer that is no JSON. */
  answer: Named | string;
};

/** A shape with the name that it has in the document. */
export const named = (name: string, schema: z.ZodType): Named => ({ name, schema });
