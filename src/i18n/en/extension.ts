import type { extension as original } from '../vi/extension.ts'

export const extension: Record<keyof typeof original, string> = {}
