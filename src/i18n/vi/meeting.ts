/** The weekly meeting and its notice of conclusions. */
export const meeting = {} as const
