import type { form as vi } from '../vi/form.ts'

export const form: Record<keyof typeof vi, string> = {
  'form.draftSaved': 'The draft is saved. It has not been sent.',
}
