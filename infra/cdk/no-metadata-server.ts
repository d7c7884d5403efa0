/** Stands in for `gcp-metadata`, which asks the machine that it runs on who it is: none of ours is Google's, and it is never called. */
export const isAvailable = (): Promise<boolean> => Promise.resolve(false);
