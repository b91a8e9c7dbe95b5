import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { ImportData } from '../../src/domain/import.ts'
import { newId } from '../../src/storage/ids.ts'
import { commitments, targets } from '../../src/storage/schema.ts'
import { addNextYear, drawUp } from '../support/commitments.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { rowsOf, workbook } from '../support/workbook.ts'

const csvFile = (name: string, ...lines: string[]) => new File([`${lines.join('\n')}\n`], name)

/** The preview of what was brought. */
async function shown(house: House, file: File): Promise<string> {
  const admin = house.as('admin')
  const answer = await admin.fillIn('/admin/import', {}, { files: { files: [file] } })
  expect(answer.status).toBe(303)
  return await page(await admin.get(answer.headers.get('location')!))
}

test('what is wrong says what to do: the choices of a column, the column that was meant, how to save a file', async () => {
  const house = await openHouse()
  const wrong = await shown(house, csvFile('units.csv', 'Mã,Tên đầy đủ,kind', 'H-X,Xã,xa'))
  expect(wrong).toContain('Có phải là cột “name”?')
  expect(wrong).toContain('Thêm cột có tiêu đề “short_name” ở dòng 1.')
  expect(wrong).toContain('commune = Xã')
  const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  const typed = 'day\tkind\tname\r\n2/9/2022\tholiday\tQuốc khánh'
  const read = await shown(house, new File([utf16(typed)], 'calendar.txt'))
  expect(read).toContain('Nhập 1 dòng')
  const latin = new File([Buffer.from('day;kind;name\r\n2/9/2022;holiday;Qu\xf4c', 'latin1')], 'calendar.csv')
  expect(await shown(house, latin)).toContain('CSV UTF-8')
  const unknown = new File(
    [new Uint8Array(workbook({ sheets: { 'Giao cam kết': rowsOf(['STT'], ['1']) } }))],
    'a.xlsx',
  )
  const refused = await house.as('admin').fillIn('/admin/import', {}, { files: { files: [unknown] } })
  const told = await page(refused)
  for (const words of ['đúng tên trong “Giao cam kết”', 'updates.csv']) expect(told).toContain(words)
})

test('a file that lacks a column tells in the same pass what else is wrong with its rows', async () => {
  const house = await openHouse()
  const told = await shown(
    house,
    csvFile(
      'targets.csv',
      'code,commitment,group,sort_order,title,origin,kind,parent,coordinating_units,curve',
      'T-1,CK-NONE,1,1,Một,registered,number,T-9,H-A;H-NONE,monthly:1',
      'T-1,CK-H-A,1,2,Hai,registered,number,T-1,,',
      'T-3,CK-H-A,x,2,Ba,registered,number,T-4,,',
      'T-4,CK-H-A,,2,Bốn,registered,number,T-8,,',
    ),
  )
  expect(told).toContain('Thêm cột có tiêu đề “start_on” ở dòng 1.')
  const faults = await (await house.as('admin').get(faultsOf(told))).text()
  const rows = faults.split('\r\n').map((row) => row.split(';').slice(1, 4).join(' '))
  expect(rows.slice(1)).toEqual([
    ...['1 start_on ', '2 curve monthly:1', '2 commitment CK-NONE', '2 parent T-9'],
    ...['2 coordinating_units H-NONE', '3 code T-1', '3 parent T-1', '4 group x'],
    ...['4 sort_order CK-H-A 2', '5 group ', '5 parent T-8', '5 sort_order CK-H-A 2', ''],
  ])
})

const faultsOf = (html: string) => /href="([^"]*faults\.csv)"/.exec(html)![1]!

const TARGET =
  'code,commitment,group,sort_order,title,origin,kind,decimals,value_kind,direction,plan,start_on,due_on'
const targetRow = (code: string, commitment: string, order = 9) =>
  `${code},${commitment},1,${order},Trồng rừng,registered,number,0,cumulative,up,500,2022-01-01,2022-12-31`
const PLAN = 'target,effective_from,plan,decision'

test.each<[string, (code: string) => File[], number]>([
  ['a new target', () => [csvFile('targets.csv', TARGET, targetRow('CK-H-A-99', 'CK-H-A'))], 1],
  [
    'a plan that a decision names',
    (code) => [csvFile('plan_revisions.csv', PLAN, `${code},2022-07-01,900,QĐ 5`)],
    0,
  ],
  [
    'the first target of a commitment',
    () => [csvFile('targets.csv', TARGET, targetRow('CK-H-B-01', 'CK-H-B', 1))],
    0,
  ],
  [
    'a commitment with its targets and their plans',
    () => [
      csvFile(
        'commitments.csv',
        'code,campaign,unit,party_kind,signed_on,side_a_post,side_b_post,effective_from,effective_to',
        'CK-NEW,H-2022,H-A,collective,2022-02-01,CT,CT,2022-01-01,2022-12-31',
      ),
      csvFile('targets.csv', TARGET, targetRow('CK-NEW-01', 'CK-NEW')),
      csvFile('plan_revisions.csv', PLAN, 'CK-NEW-01,2022-07-01,900,QĐ 5'),
    ],
    0,
  ],
])('%s asks whether what is signed may change', async (_, filesOf, signed) => {
  const house = await openHouse()
  const { code } = await house.target()
  const admin = house.as('admin')
  const brought = await admin.fillIn('/admin/import', {}, { files: { files: filesOf(code) } })
  const path = brought.headers.get('location')!
  const html = await page(await admin.get(path))
  expect(html.includes('thêm vào nội dung đã ký')).toBe(signed > 0)
  const unticked = await admin.fillIn(path, {}, { form: '/confirm' })
  expect(unticked.status).toBe(signed ? 422 : 303)
  if (signed) {
    const done = await admin.fillIn(path, { signed: 'yes' }, { form: '/confirm' })
    expect(await house.follow(done)).toContain('Đã nhập xong')
  }
})

test.each<[string, (code: string) => Partial<ImportData>]>([
  [
    'figures of the year before',
    (code) => ({ reference_values: [{ target: code, as_of: '2021-12-31', value: 7, source: 'x' }] }),
  ],
  [
    'a plan from a later day',
    (code) => ({
      plan_revisions: [{ target: code, effective_from: '2023-07-01', plan: 900, decision: 'x', reason: '' }],
    }),
  ],
])('a form of a draft that stood open while %s were imported is told so', async (_, rows) => {
  const house = await openHouse()
  await addNextYear(house)
  await drawUp(house, newId())
  const code = 'CK-2023-A-01'
  const supervisor = house.as('supervisor')
  const path = `/commitments/CK-2023-A/targets/${code}/edit`
  const version = async () =>
    (await house.db.read.select().from(commitments).where(eq(commitments.code, 'CK-2023-A')))[0]!.version
  const before = await version()
  const open = await page(supervisor.get(path))
  await house.add(rows(code))
  expect(await version()).toBe(before + 1)
  const seen = /name="version" value="(\d+)"/.exec(open)![1]!
  const late = await supervisor.fillIn(path, { version: seen, title: 'Tên khác' }, { form: '/edit' })
  expect(late.status).toBe(409)
  await house.add(rows(code))
  expect(await version()).toBe(before + 1)
})

test('units that a file has help with a target of a draft move its version, and the draft, on', async () => {
  const house = await openHouse()
  await addNextYear(house)
  await drawUp(house, newId())
  const of = async () => {
    const [row] = await house.db.read.select().from(targets).where(eq(targets.code, 'CK-2023-A-01'))
    const [draft] = await house.db.read.select().from(commitments).where(eq(commitments.code, 'CK-2023-A'))
    return { row: row!, versions: [row!.version, draft!.version] as const }
  }
  const { row, versions } = await of()
  const file = csvFile(
    'targets.csv',
    'code,commitment,group,sort_order,title,origin,kind,start_on,due_on,coordinating_units',
    `${row.code},CK-2023-A,${row.groupNumber},${row.sortOrder},${row.title},${row.origin},${row.kind},${row.startOn},${row.dueOriginal},H-B`,
  )
  for (const _ of [1, 2]) {
    const path = importPathIn(await shown(house, file))
    if (path) await house.as('admin').fillIn(path, {}, { form: '/confirm' })
    expect((await of()).versions).toEqual(versions.map((version) => version + 1))
  }
})

/** Where what is shown is confirmed; there is no such form where nothing is new. */
const importPathIn = (html: string) => /action="([^"]*)\/confirm"/.exec(html)?.[1]
