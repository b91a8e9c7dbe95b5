import type { Deed, Door } from './doors.ts'

/** The pages by which a house is set up and looked after. */
export const setupDoors: Door[] = [
  ['/admin', ['admin']],
  ['/admin/settings', ['admin']],
  ['/admin/settings?unit=H', ['admin']],
  ['/admin/settings?unit=T', ['admin']],
  ['/admin/settings?unit=H-A', []],
  ['/admin/settings?unit=X', []],
  ['/admin/audit', ['admin']],
  ['/admin/audit?q=a&who=b&group=reports&from=1/9/2022&to=2/9/2022&before=5', ['admin']],
  ['/admin/audit?verify=1', ['admin']],
  ['/admin/audit/export', ['admin']],
]

/** A change to the head of an office's papers. */
export const headFields = { version: '0', place: 'Khe Sanh' }
export const setupDeeds: Deed[] = [
  ['organisation', { version: '0', organisation: 'Tên mới' }, 'settings.organisation'] as const,
  ['security', { version: '0', second_factor: 'leader' }, 'settings.second_factor'] as const,
  ['letterhead/H', { ...headFields, do: 'save' }, 'settings.letterhead'] as const,
].map(([path, fields, deed]) => ({ path: `/admin/settings/${path}`, fields, who: ['admin'], deed }))
