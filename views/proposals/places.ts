import type { Item } from '../parts/choices.tsx'
import type { Reader } from '../reader.ts'
import type { Place, Places } from './shapes.ts'

/** Whom one may turn to, under headings; a heading without anybody is left out. */
export function placeGroups(
  { t }: Reader,
  { above, beside, below }: Places,
): { label: string; items: Item[] }[] {
  const items = (places: Place[]) => places.map(({ code, name }) => ({ value: code, label: name }))
  return [
    { label: t('proposal.field.aboveGroup'), items: items(above) },
    { label: t('proposal.field.besideGroup'), items: items(beside) },
    { label: t('proposal.field.belowGroup'), items: items(below) },
  ].filter((group) => group.items.length > 0)
}
