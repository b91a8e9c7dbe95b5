/** What each role needs first: decisions, what to look into, what waits for the level above. */
export const leader = {} as const
