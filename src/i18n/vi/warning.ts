/** Early warning in the words of a leader. */
export const warning = {} as const
