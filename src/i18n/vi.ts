import { account } from './vi/account.ts'
import { admin } from './vi/admin.ts'
import { commitment } from './vi/commitment.ts'
import { common } from './vi/common.ts'
import { desk } from './vi/desk.ts'
import { form } from './vi/form.ts'
import { overview } from './vi/overview.ts'
import { review } from './vi/review.ts'
import { status } from './vi/status.ts'
import { target } from './vi/target.ts'
import { update } from './vi/update.ts'
import { weekly } from './vi/weekly.ts'
import { work } from './vi/work.ts'

/** The original texts, by noun. A key missing here is missing everywhere. */
export const vi = {
  ...common,
  ...status,
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
} as const
