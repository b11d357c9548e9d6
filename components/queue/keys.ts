/** What the cache keeps the queue's pages and its numbers under. */
export const queueKey = ["queue"] as const;
export const countsKey = ["queue-counts"] as const;
