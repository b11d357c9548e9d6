import "server-only";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What a monitoring system reads of this process; every name begins with `recourse_`, but for those of Node itself. */
export type Metrics = ReturnType<typeof newMetrics>;

function newMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: "recourse_api_request_duration_seconds",
      help: "Calls of the public API, until the answer begins.",
      labelNames: ["route", "method", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    decisions: new Counter({
      name: "recourse_decisions_total",
      help: "Decisions made by this process since it started, taken back or not.",
      labelNames: ["platform", "outcome"],
      registers,
    }),
    openCases: new Gauge({
      name: "recourse_queue_open_cases",
      help: "Cases that are not decided, by platform; 100000 means that or more.",
      labelNames: ["platform"],
      registers,
    }),
    outbox: new Gauge({
      name: "recourse_outbox_messages",
      help: "Messages that have not left, by state; 100000 means that or more.",
      labelNames: ["state"],
      registers,
    }),
    databaseStatements: new Gauge({
      name: "recourse_database_statements",
      help: "Statements of reasons that the Transparency Database does not have yet, by platform; not_due: Art. 24(5) did not bind the provider when it was decided; 100000 means that or more.",
      labelNames: ["platform", "state"],
      registers,
    }),
    copiesToReview: new Gauge({
      name: "recourse_copies_to_review",
      help: "Copies for the Transparency Database that are due and wait for a person's look, by platform.",
      labelNames: ["platform"],
      registers,
    }),
    overdueDuties: new Gauge({
      name: "recourse_overdue_duties",
      help: "Duties towards people that are overdue, by kind and by what set their date; 100000 means that or more.",
      labelNames: ["kind", "basis"],
      registers,
    }),
    oldestWaiting: new Gauge({
      name: "recourse_outbox_oldest_waiting_seconds",
      help: "How long ago the oldest message that still waits was written; 0 when none waits.",
      registers,
    }),
  };
}

// One a process: Next bundles routes apart, each with its own copy of this module.
const place = globalThis as typeof globalThis & { recourseMetrics?: Metrics };

export function metrics(): Metrics {
  place.recourseMetrics ??= newMetrics();
  return place.recourseMetrics;
}

type Handler<Args extends [Request, ...unknown[]]> = (...args: Args) => Promise<Response>;

/** A route handler whose calls are timed under the route's own path (`/cases/{id}/decision`), never under an id. */
export function measured<Args extends [Request, ...unknown[]]>(route: string, handler: Handler<Args>): Handler<Args> {
  return async (...args) => {
    const began = performance.now();
    let status = 500;
    try {
      const answer = await handler(...args);
      ({ status } = answer);
      return answer;
    } finally {
      const labels = { route, method: args[0].method, status: String(status) };
      metrics().requests.observe(labels, (performance.now() - began) / 1000);
    }
  };
}
