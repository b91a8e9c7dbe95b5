import type { openHouse } from './house.ts'

type House = Awaited<ReturnType<typeof openHouse>>

/** What opens the meeting of the tests' own week. */
export const opening = {
  title: 'Giao ban tuần 36 năm 2022',
  chair_post: 'Thường trực Huyện ủy',
  held_on: '6/9/2022',
}

/** Something the chair concludes about H-A. */
export const said = {
  text: 'Rà soát xong trong tháng 9; báo cáo kết quả từng hộ.',
  lead_unit: 'H-A',
  due_on: '30/9/2022',
}

/** A meeting of this week over one overdue target of H-A: its address. */
export async function openMeeting(house: House): Promise<string> {
  await house.target({ due_on: '2022-08-20', title: 'Hoàn thành rà soát hộ nghèo' })
  const answer = await house.as('supervisor').fillIn('/meetings', opening)
  if (answer.status !== 303) throw new Error(`the meeting was not opened: ${answer.status}`)
  return '/meetings/2022-W36'
}
