import type { Instrumentation } from "next";

/** Runs once when the server starts, before the first request; never during a build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { boot } = await import("./instrumentation.node");
  await boot();
}

/** What nobody expected in a request: one line, with the number that its answer bears. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { tellRequestError } = await import("./instrumentation.node");
  tellRequestError(error, request, context);
};
