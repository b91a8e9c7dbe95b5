import { account } from './vi/account.ts'
import { admin } from './vi/admin.ts'
import { behalf } from './vi/behalf.ts'
import { clock } from './vi/clock.ts'
import { commitment } from './vi/commitment.ts'
import { common } from './vi/common.ts'
import { desk } from './vi/desk.ts'
import { direction } from './vi/direction.ts'
import { extension } from './vi/extension.ts'
import { form } from './vi/form.ts'
import { leader } from './vi/leader.ts'
import { meeting } from './vi/meeting.ts'
import { notice } from './vi/notice.ts'
import { overview } from './vi/overview.ts'
import { proposal } from './vi/proposal.ts'
import { reminder } from './vi/reminder.ts'
import { review } from './vi/review.ts'
import { sheet } from './vi/sheet.ts'
import { status } from './vi/status.ts'
import { target } from './vi/target.ts'
import { update } from './vi/update.ts'
import { warning } from './vi/warning.ts'
import { weekly } from './vi/weekly.ts'
import { work } from './vi/work.ts'

/** The original texts, by noun. A key missing here is missing everywhere. */
export const vi = {
  ...common,
  ...status,
  ...sheet,
  ...work,
  ...update,
  ...desk,
  ...form,
  ...review,
  ...overview,
  ...target,
  ...weekly,
  ...account,
  ...admin,
  ...commitment,
  ...leader,
  ...behalf,
  ...clock,
  ...warning,
  ...meeting,
  ...direction,
  ...proposal,
  ...notice,
  ...reminder,
  ...extension,
} as const
