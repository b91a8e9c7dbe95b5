import type { notice as original } from '../vi/notice.ts'

export const notice: Record<keyof typeof original, string> = {
  'mail.open': 'See and report at:',
  'mail.foot': 'Sent by the commitment ledger. Notices inside it still reach you when letters are off.',
  'mail.offHere': 'No more letters:',
}
