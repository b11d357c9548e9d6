// The one place that gathers every table, because drizzle needs the whole schema in one object.
export * from "./appeals";
export * from "./database-copies";
export * from "./decisions";
export * from "./intake";
export * from "./matching";
export * from "./people";
export * from "./platform";
export * from "./policy";
export * from "./quality";
export * from "./queue";
export * from "./search";
export * from "./views";
export * from "./waves";
