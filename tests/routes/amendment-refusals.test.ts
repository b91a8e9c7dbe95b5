import { expect, test } from 'vitest'
import { changed, openAnnex, signed, storedAnnex, told } from '../support/amending.ts'
import { storedTarget } from '../support/drafting.ts'
import { page } from '../support/page.ts'
import { words } from '../support/words.ts'

test.each([
  [{}, 'Chưa sửa nội dung nào'],
  [{ plan: '' }, 'Kế hoạch: Chưa điền'],
  [{ plan: '1,5' }, 'Chỉ tiêu này lấy 0 chữ số thập phân'],
  [{ plan: '120', plan_from: '1/1/2021' }, 'Trước ngày bắt đầu của chỉ tiêu'],
  [{ plan: '120', plan_from: '1/1/2023' }, 'Sau thời hạn của chỉ tiêu'],
  [{ plan: '120', plan_from: '31/6/2022' }, 'Ngày chưa đúng'],
  [{ due_on: '1/1/2020' }, 'Thời hạn trước ngày bắt đầu'],
  [{ due_on: '' }, 'Thời hạn: Chưa điền'],
  [{ weight: '101' }, 'Tỷ trọng là số nguyên từ 1 đến 100'],
  [{ title: '' }, 'Chỉ tiêu, nhiệm vụ: Chưa điền'],
  [{ curve: 'monthly', shares: '1 2' }, 'Cần 12 tỷ lệ'],
])('a change of %j is refused at its field', async (fields, says) => {
  const { house, path, office } = await openAnnex()
  const answer = await office.post(`${path}/change/CK-H-A-01`, fields)
  expect([answer.status, (await told(answer)).includes(says)]).toEqual([422, true])
  expect((await storedAnnex(house, 1)).annex.lines).toEqual([])
})

test.each([
  [{ document: '' }, 'Số phụ lục: Chưa nhập'],
  [{ signed_on: '8/9/2022' }, 'Không thể ở tương lai'],
  [{ signed_on: 'hôm qua' }, 'Ngày chưa đúng'],
  [{ effective_from: '1/10/2022' }, 'được ghi nhận khi đã có hiệu lực'],
  [{ effective_from: '1/1/2021' }, 'Trước ngày bản cam kết có hiệu lực'],
])('a signing with %j is refused at its field, and what was typed stays', async (fields, says) => {
  const { house, path, office } = await openAnnex()
  await office.post(`${path}/change/CK-H-A-01`, changed)
  const answer = await office.post(`${path}/sign`, { ...signed, ...fields })
  const html = await page(answer)
  expect([answer.status, words(html).includes(says)]).toEqual([422, true])
  if (!('document' in fields)) expect(html).toContain('01-PL/HU')
  expect(await storedTarget(house, 'CK-H-A-01')).toMatchObject({ planNow: 100 })
})
