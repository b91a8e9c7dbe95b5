import type { proposal as original } from '../vi/proposal.ts'

export const proposal: Record<keyof typeof original, string> = {}
