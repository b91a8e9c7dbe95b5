/** How long the office itself takes. */
export const clock = {} as const
