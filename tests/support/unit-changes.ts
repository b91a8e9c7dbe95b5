import { unitEvents } from '../../src/storage/schema.ts'
import type { House } from './house.ts'
import { page } from './page.ts'

export const NEW = '/admin/units/changes/new'
export const FORM = 'changes/new'
export const merge = {
  decision: 'Nghị quyết 1/NQ',
  date: '6/9/2022',
  from: ['H-A', 'H-B'],
  new_1_code: 'H-M',
  new_1_name: 'Xã Lao Bảo',
  new_1_short_name: 'Lao Bảo',
  new_1_kind: 'commune',
}

export async function eventOf(house: House) {
  const all = await house.db.read.select().from(unitEvents)
  return all.at(-1)!
}

/** The form of a page that was answered, as the browser would send it again with this button. */
export async function press(
  house: House,
  answer: Response,
  button: string,
  fields: Record<string, string> = {},
) {
  const html = await page(answer)
  const form = html.slice(html.indexOf(`action="${NEW}`))
  const own = form.slice(0, form.indexOf('</form>'))
  const body: [string, string][] = []
  for (const [, attributes = ''] of own.matchAll(/<input type="hidden"([^>]*)>/g)) {
    const name = /name="([^"]*)"/.exec(attributes)?.[1] ?? ''
    body.push([name, plainOf(/value="([^"]*)"/.exec(attributes)?.[1] ?? '')])
  }
  const sent: Record<string, string[]> = {}
  for (const [name, value] of body) sent[name] = [...(sent[name] ?? []), value]
  const kind = /kind=(\w+)/.exec(own)?.[1]
  return await house.as('admin').post(`${NEW}?kind=${kind}`, { ...sent, ...fields, do: button })
}

const plainOf = (text: string) =>
  text.replace(
    /&(quot|#39|lt|gt|amp);/g,
    (_, name: string) => ({ quot: '"', '#39': "'", lt: '<', gt: '>', amp: '&' })[name]!,
  )
