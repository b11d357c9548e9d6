/** `limit` requests in any `windowMs`, spread: a bucket that fills again evenly. */
export type Allowance = { limit: number; windowMs: number };
export type Bucket = { left: number; at: number };
export type Grant = {
  granted: boolean;
  limit: number;
  remaining: number /** Seconds until one more is allowed. */;
  retryAfter: number /** Seconds until all are allowed again. */;
  reset: number;
};

/** One request against a bucket: the bucket after it, and whether it is let through. `now` in milliseconds. */
export function draw(bucket: Bucket | undefined, allowance: Allowance, now: number): { bucket: Bucket; grant: Grant } {
  const perMs = allowance.limit / allowance.windowMs;
  const full = allowance.limit;
  const left = bucket ? Math.min(full, bucket.left + Math.max(0, now - bucket.at) * perMs) : full;
  const granted = left >= 1;
  const after = granted ? left - 1 : left;
  return {
    bucket: { left: after, at: now },
    grant: {
      granted,
      limit: allowance.limit,
      remaining: Math.floor(after),
      retryAfter: granted ? 0 : Math.ceil((1 - after) / perMs / 1000),
      reset: Math.ceil((full - after) / perMs / 1000),
    },
  };
}
