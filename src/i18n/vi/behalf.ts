/** Reports entered for a unit, and the form on paper. */
export const behalf = {} as const
