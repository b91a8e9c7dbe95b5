/** Requests for more time, and their decisions. */
export const extension = {} as const
