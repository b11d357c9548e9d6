/** Where a document is read in, and where a platform is added. */
export const importHref = (platform: string) => `/policy/${encodeURIComponent(platform)}/import`;
/** The same, for a version that was exported. */
export const importJsonHref = (platform: string) => `${importHref(platform)}?format=json`;
export const addPlatformHref = "/policy/new";

/** Where on the page of a draft its days and its notice are set. */
export const planAnchor = "plan";
