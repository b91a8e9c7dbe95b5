import type { leader as original } from '../vi/leader.ts'

export const leader: Record<keyof typeof original, string> = {
  'leader.decisions': '{n} {n#item waits|items wait} for your decision',
  'leader.decisionsNone': 'Nothing waits for your decision',
  'leader.commitments': '{n} {n#commitment waits|commitments wait} for you to agree',
  'leader.commitment': 'Commitment {code} waits for you to agree',
  'leader.allExtensions': 'All {n} {n#request|requests} for more time',
  'leader.proposals': '{n} {n#proposal waits|proposals wait} for our answer',
  'leader.allProposals': 'See all',
  'leader.moves': '{from} → {to}',
  'leader.extension': 'More time: {title}',
  'leader.direction': 'Close the direction: {text}',
  'leader.given': 'given on {day}',
  'leader.waits': 'waiting {n} {n#day|days}',
  'leader.today': 'sent today',
  'leader.ago': 'sent {n} {n#day|days} ago',
  'leader.inspection': 'To look into',
  'leader.inspectionNone':
    'In the last {days} days no figure was corrected after acceptance, voided, against its evidence or entered on behalf.',
  'leader.inspected.corrected': 'Accepted figure corrected',
  'leader.inspected.voided': 'Report declared void',
  'leader.inspected.contradicted': 'Evidence contradicts the figure',
  'leader.inspected.on_behalf': 'Entered on behalf',
}
