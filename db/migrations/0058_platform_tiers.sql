ALTER TABLE "platforms" ALTER COLUMN "tier" SET DEFAULT 'online_platform';--> statement-breakpoint
ALTER TABLE "platforms" ADD COLUMN "is_marketplace" boolean DEFAULT true NOT NULL;--> statement-breakpoint
-- hand-written
-- No designation as a very large platform is recorded of these; they were taken as one by the default.
UPDATE "platforms" SET "tier" = 'online_platform' WHERE "id" IN ('alibaba', 'wechat', 'taobao-weitao');
