import { type House, openHouse } from './house.ts'
import type { Person } from './world.ts'

export const WEEK = '/weekly/2022-W36'

/** What a clerk types when a report goes out on the evening of its freeze. */
export const paper = {
  number: '45',
  issued_on: '9/9/2022',
  signature: 'T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG',
  signatory: '',
  recipients: 'Thường trực Huyện ủy\nCác đơn vị ký cam kết',
}

export const reason = 'Số liệu thu ngân sách của một đơn vị gửi nhầm.'

/** The small world on the Friday evening of week 36, with the week frozen. */
export async function openFrozen(now = '2022-09-09T18:00:00+07:00'): Promise<House> {
  const house = await openHouse({ now })
  await house.target({ kind: 'milestone', due_on: '2022-08-25', title: 'Việc quá hạn' })
  await did(house.as('supervisor').post(`${WEEK}/freeze`, {}))
  return house
}

export const issuePaper = (house: House, fields: Partial<typeof paper> = {}, who: Person = 'supervisor') =>
  house.as(who).post(`${WEEK}/issue`, { ...paper, ...fields })

/** The address after a deed that is expected to be done. */
export async function did(answer: Response | Promise<Response>): Promise<string> {
  const response = await answer
  const location = response.headers.get('location')
  if (response.status !== 303 || !location) {
    throw new Error(`a 303 was expected, not ${response.status}: ${(await response.text()).slice(0, 300)}`)
  }
  return location
}
