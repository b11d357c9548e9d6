import { z } from "zod";
import { ProblemAnswer } from "./answers.contract";
import type { Named, Operation } from "./operation.contract";

type Json = Record<string, unknown>;

const ref = (part: string, name: string): Json => ({ $ref: `#/components/${part}/${name}` });

/** A request is described as it is sent (defaults may be left out), an answer as it comes. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return json;
}

/** The same for the schema of a name: parts that it defines for itself (a shape within itself) are found below that name. */
function namedSchema({ name, schema }: Named, io: "input" | "output"): Json {
  const json = JSON.stringify(schemaOf(schema, io));
  return JSON.parse(json.replaceAll('"#/$defs/', `"#/components/schemas/${name}/$defs/`));
}

const isNamed = (part: Operation["body"] | Operation["answer"]): part is Named =>
  typeof part === "object" && "schema" in part;

function parametersOf({ path, query, actingFor, isRepeatable }: Operation): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => {
    return { name, in: "path", required: true, schema: { type: "string" } };
  });
  const asked = query ? schemaOf(query, "input") : {};
  const required = Array.isArray(asked.required) ? asked.required : [];
  const inQuery = Object.entries((asked.properties ?? {}) as Json).map(([name, schema]) => {
    return { name, in: "query", required: required.includes(name), schema };
  });
  return [
    ...inPath,
    ...inQuery,
    ...(actingFor ? [ref("parameters", actingFor === "needed" ? "ActingFor" : "MayActFor")] : []),
    ...(isRepeatable ? [ref("parameters", "IdempotencyKey")] : []),
  ];
}

function contentOf({ isStream }: Operation, name: string): Json {
  // One line of NDJSON has the named shape.
  return { [isStream ? "application/x-ndjson" : "application/json"]: { schema: ref("schemas", name) } };
}

function bodyOf(operation: Operation): Json {
  const { body } = operation;
  if (!body) return {};
  if (isNamed(body)) return { requestBody: { required: true, content: contentOf(operation, body.name) } };
  const file = { schema: { type: "string", format: "binary" } };
  return { requestBody: { required: true, content: Object.fromEntries(body.binary.map((type) => [type, file])) } };
}

const limits = ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"];

function answersOf(operation: Operation): Json {
  const { answer, status, may } = operation;
  const headers = Object.fromEntries(limits.map((name) => [name, ref("headers", name)]));
  const content = isNamed(answer)
    ? contentOf(operation, answer.name)
    : { [String(answer)]: { schema: { type: "string" } } };
  const failures = [...(may === "anybody" ? [] : ["401", "403"]), "422", "429", "default"];
  return {
    [String(status)]: { description: "Done.", headers, content },
    ...Object.fromEntries(failures.map((code) => [code, ref("responses", "Problem")])),
  };
}

function operationOf(operation: Operation): Json {
  const { id, summary, may } = operation;
  return {
    operationId: id,
    summary,
    ...(may === "anybody" ? {} : { description: `Needs a key with \`${may}\`.` }),
    security: may === "anybody" ? [{}, { key: [] }] : [{ key: [] }],
    parameters: parametersOf(operation),
    ...bodyOf(operation),
    responses: answersOf(operation),
  };
}

const text = { type: "string" };
const parameters = {
  ActingFor: {
    name: "Acting-For",
    in: "header",
    required: true,
    description: "The id or e-mail address of the person of the desk for whom the key acts, and who allowed it.",
    schema: text,
  },
  MayActFor: {
    name: "Acting-For",
    in: "header",
    required: false,
    description: "Needs `case.act`, and that the person allowed it.",
    schema: text,
  },
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description: "The same key and body within a day give the first answer again.",
    schema: { type: "string", minLength: 1, maxLength: 200 },
  },
};
const count = (description: string) => ({ description, schema: { type: "integer" } });
const headers = {
  "X-RateLimit-Limit": count("How many calls a window holds."),
  "X-RateLimit-Remaining": count("How many are left now."),
  "X-RateLimit-Reset": count("Seconds until all are allowed again."),
  "Retry-After": count("Seconds until one more is allowed; on a 429."),
};

/** The whole API as OpenAPI 3.1, from the schemas that check what comes in. `server` is the address of /api/v1. */
export function openApi(operations: readonly Operation[], server: string): Json {
  const paths: Record<string, Json> = {};
  const schemas: Record<string, Json> = { Problem: schemaOf(ProblemAnswer, "output") };
  for (const operation of operations) {
    const { path, method, body, answer } = operation;
    paths[path] = { ...paths[path], [method]: operationOf(operation) };
    if (isNamed(body)) schemas[body.name] = namedSchema(body, "input");
    if (isNamed(answer)) schemas[answer.name] = namedSchema(answer, "output");
  }
  const problem = {
    description: "Refused or failed: what happened, and what to do.",
    headers: {
      ...Object.fromEntries(limits.map((name) => [name, ref("headers", name)])),
      "Retry-After": ref("headers", "Retry-After"),
    },
    content: { "application/problem+json": { schema: ref("schemas", "Problem") } },
  };
  return {
    openapi: "3.1.0",
    info: { title: "Recourse", version: "1", license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    servers: [{ url: server }],
    paths,
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "A key made under Settings; `rck_…`." } },
      parameters,
      headers,
      responses: { Problem: problem },
      schemas,
    },
  };
}
