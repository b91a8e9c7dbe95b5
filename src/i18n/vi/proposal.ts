/** What units ask of the level above. */
export const proposal = {} as const
