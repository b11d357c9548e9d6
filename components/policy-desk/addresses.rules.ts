/** Where a document is read in, and where a platform is added. */
export const importHref = (platform: string) => `/policy/${encodeURIComponent(platform)}/import`;
export const addPlatformHref = "/policy/new";
