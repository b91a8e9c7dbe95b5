import type { CampaignSource, TargetSource } from '../../src/domain/snapshot/input.ts'
import type { TargetFacts } from '../../src/domain/target.ts'
import { calendar, rules, zone } from './facts.ts'

/** A campaign of the district with nothing in it but what is given. */
export const campaignWith = (more: Partial<CampaignSource>): CampaignSource => ({
  campaign: {
    code: 'H-2022',
    name: 'Cam kết',
    planYear: 2022,
    owner: { code: 'H', name: 'Huyện ủy', kind: 'party_committee' },
  },
  ...{ rules, calendar, zone, groups: [{ number: 1, name: 'Kinh tế' }], units: [], targets: [], parts: [] },
  ...{ texts: new Map(), reminders: [], requests: [], proposals: [], directions: [] },
  ...more,
})

/** A commune that signed, under one name from the beginning. */
export const communeNamed = (code: string, name: string): CampaignSource['units'][number] => ({
  ...{ code, heads: [], commitments: [`CK-${code}`] },
  names: [{ from: null, to: null, name, shortName: name, kind: 'commune', block: null }],
})

/** The first promise of H-A, unless another place is given. */
export const promised = (facts: TargetFacts, more: Partial<TargetSource> = {}): TargetSource => ({
  ...{ facts, code: 'CK-A-01', unit: 'H-A', commitment: 'CK-A', sideBPost: 'Chủ tịch', group: 1, order: 1 },
  ...{ title: 'Thu ngân sách', product: '', origin: 'ordered', measure: 'tỷ đồng' },
  ...{ parent: null, contribution: null, headline: null },
  ...more,
})

/** Several of one commitment, in their order. */
export const promisedInOrder = (histories: readonly TargetFacts[]): TargetSource[] =>
  histories.map((history, n) => promised(history, { code: `CK-A-0${n + 1}`, order: n + 1 }))
