export const unitKinds = [
  'party_committee',
  'agency',
  'mass_organisation',
  'commune',
  'township',
  'armed_forces',
] as const
export type UnitKind = (typeof unitKinds)[number]
