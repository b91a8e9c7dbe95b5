import type { House } from './house.ts'
import { smallWorld } from './world.ts'

/** Two communes more, of which nobody has promised anything yet, and the campaign of next year. */
export async function addNextYear(house: House): Promise<void> {
  const { campaigns, units } = smallWorld()
  const campaign = campaigns.find(({ code }) => code === 'H-2022')!
  const unit = units.find(({ code }) => code === 'H-A')!
  await house.add({
    units: [
      { ...unit, code: 'H-C', name: 'Xã Húc', short_name: 'Xã Húc', sort_order: 3 },
      { ...unit, code: 'H-D', name: 'Xã Thuận', short_name: 'Xã Thuận', sort_order: 4 },
    ],
    campaigns: [
      {
        ...campaign,
        ...{ code: 'H-2023', name: 'Cam kết trách nhiệm năm 2023', plan_year: 2023 },
        ...{ start_on: '2022-09-01', end_on: '2023-12-31' },
      },
    ],
    task_groups: [1, 2].map((number) => ({ campaign: 'H-2023', number, name: `Nhóm việc ${number}` })),
  })
}

export const terms = {
  party_kind: 'collective',
  side_a_post: 'Bí thư Huyện ủy, thay mặt Ban Thường vụ Huyện ủy',
  effective_from: '1/9/2022',
  effective_to: '31/12/2023',
  place: 'Hướng Hóa',
}

/** One number and one task, as they are typed into the template. */
export const template = {
  rows: '3',
  ...{ t1_title: 'Thu ngân sách trên địa bàn', t1_group: '1', t1_kind: 'number', t1_measure: 'tỷ đồng' },
  ...{ t1_decimals: '3', t1_value_kind: 'cumulative', t1_direction: 'up', t1_origin: 'cascaded' },
  ...{ t1_start_on: '1/9/2022', t1_due_on: '31/12/2022' },
  ...{
    t2_title: 'Rà soát hộ nghèo',
    t2_product: 'Quyết định phê duyệt',
    t2_group: '2',
    t2_kind: 'qualitative',
  },
  ...{ t2_origin: 'ordered', t2_start_on: '1/9/2022', t2_due_on: '31/10/2022' },
  t3_title: '',
}

type Fields = Record<string, string | string[]>

export const bulk = (id: string, fields: Fields = {}): Fields => ({
  id,
  ...{ campaign: 'H-2023', step: 'values', do: 'create', which: 'all', ...terms, ...template },
  ...fields,
})

/** A draft of H-A in next year's campaign, drawn up by the office; its code. */
export async function drawUp(house: House, id: string, fields: Fields = {}): Promise<string> {
  const values = 'H-A\t10,5\nH-B\t20'
  const sent = await house
    .as('supervisor')
    .post('/commitments/new', bulk(id, { which: 'some', chosen: ['H-A', 'H-B'], values, ...fields }))
  if (sent.status !== 303) throw new Error(`${sent.status}: ${await sent.text()}`)
  return 'CK-2023-A'
}

/** Opens a draft of H-A's own. */
export async function register(house: House, id: string): Promise<string> {
  const fields = { id, unit: 'H-A', campaign: 'H-2023', ...terms, side_b_post: 'Chủ tịch UBND xã Tân Liên' }
  const sent = await house.as('head').post('/commitments/new', fields)
  if (sent.status !== 303) throw new Error(`${sent.status}: ${await sent.text()}`)
  return 'CK-2023-A'
}

export const signing = {
  number: '07-CK/HU',
  signed_on: '5/9/2022',
  place: 'Hướng Hóa',
  side_a_post: terms.side_a_post,
  side_a_name: 'Nguyễn Văn A',
  side_b_post: 'Chủ tịch UBND xã Tân Liên',
  side_b_name: 'Hồ Thị B',
}

/** Takes steps one after the other, each by who it belongs to. */
export async function go(house: House, code: string, ...deeds: ('hand' | 'propose' | 'agree' | 'sign')[]) {
  const who = { hand: 'supervisor', propose: 'head', agree: 'leader', sign: 'supervisor' } as const
  for (const deed of deeds) {
    const sent = await house
      .as(who[deed])
      .post(`/commitments/${code}/steps/${deed}`, deed === 'sign' ? signing : {})
    if (sent.status !== 303) throw new Error(`${deed} ${sent.status}: ${await sent.text()}`)
  }
}
