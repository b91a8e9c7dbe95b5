export const unitKinds = [
  'party_committee',
  'agency',
  'mass_organisation',
  'commune',
  'township',
  'armed_forces',
] as const
export type UnitKind = (typeof unitKinds)[number]

/** How the head of a unit of this kind is called on paper where nobody has said otherwise; papers are Vietnamese. */
export const headTitles: Readonly<Record<UnitKind, string>> = {
  party_committee: 'Bí thư',
  agency: 'Thủ trưởng đơn vị',
  mass_organisation: 'Chủ tịch',
  commune: 'Chủ tịch UBND xã',
  township: 'Chủ tịch UBND thị trấn',
  armed_forces: 'Chỉ huy trưởng',
}
