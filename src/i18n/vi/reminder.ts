/** Reminding units: by people, and by the ladder of deadlines. */
export const reminder = {} as const
