import { newId } from '../../src/storage/ids.ts'
import { openDemo, openHouse } from '../support/house.ts'

type House = Awaited<ReturnType<typeof openHouse>>

async function fileOf(house: House, who: string, name: string): Promise<Buffer> {
  const answer = await house.as(who).get(`/weekly/${name}`)
  if (answer.status !== 200) throw new Error(`${name} is answered ${answer.status}`)
  return Buffer.from(await answer.arrayBuffer())
}

/** Week 36 of the demonstration on its Wednesday, before and after it is frozen; the caller closes the house. */
export async function demoWeek(endings: string[]) {
  const house = await openDemo()
  const take = async (): Promise<Record<string, Buffer>> => {
    const files: Record<string, Buffer> = {}
    for (const ending of endings) files[ending] = await fileOf(house, 'giamsat', `2022-W36${ending}`)
    return files
  }
  const provisional = await take()
  await house.as('giamsat').post('/weekly/2022-W36/freeze', { confirm: 'yes' })
  const frozen = await take()
  await house.close()
  return { provisional, frozen }
}

/** What a spreadsheet would run if it took text for a formula, also in the full-width forms of some keyboards. */
export const formulas = [
  '=1+1',
  '=HYPERLINK("http://x.example";"bấm")',
  '+84 233 3880 123',
  '-2+3',
  '@SUM(A1:A9)',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  '|cmd',
  "'=1+1",
  '#N/A',
]

/** A week in which people have typed such texts into their reports and proposals. */
export async function hostileWeek(endings: string[]) {
  const house = await openHouse()
  for (const text of [...formulas, '\t=1+1', '\r=1+1']) {
    const { code } = await house.target({ plan: '100', due_on: '2022-08-20', title: text.trim() })
    const typed = { id: newId(), value: '50', as_of: '31/8/2022', do: 'submit' }
    const sent = await house
      .as('head')
      .post(`/targets/${code}/updates`, { ...typed, results: text, difficulties: text, cause: 'other' })
    if (sent.status !== 303) throw new Error(`${text} is answered ${sent.status}`)
    await house.as('supervisor').fillIn(`${sent.headers.get('location')}/review`, { decision: 'accept' })
    const proposal = { id: newId(), kind: 'funding', title: text, text }
    const raised = await house.as('head').post('/proposals/new', proposal)
    if (raised.status !== 303) throw new Error(`${text} is answered ${raised.status}`)
  }
  const files: Record<string, Buffer> = {}
  for (const ending of endings) files[ending] = await fileOf(house, 'supervisor', `2022-W36${ending}`)
  await house.close()
  return files
}
