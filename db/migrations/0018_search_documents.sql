CREATE TABLE "search_documents" (
	"kind" text NOT NULL,
	"ref_id" uuid NOT NULL,
	"platform_id" text NOT NULL,
	"case_id" uuid,
	"language" text,
	"at" timestamp (3) with time zone NOT NULL,
	"tokens" "tsvector" NOT NULL,
	CONSTRAINT "search_documents_kind_ref_id_pk" PRIMARY KEY("kind","ref_id")
);
--> statement-breakpoint
CREATE INDEX "search_documents_tokens" ON "search_documents" USING gin ("tokens");--> statement-breakpoint
CREATE INDEX "search_documents_newest" ON "search_documents" USING btree ("at","ref_id");