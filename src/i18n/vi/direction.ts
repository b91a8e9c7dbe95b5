/** What a leader ordered. */
export const direction = {} as const
