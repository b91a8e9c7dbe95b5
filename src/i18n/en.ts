import { account } from './en/account.ts'
import { admin } from './en/admin.ts'
import { commitment } from './en/commitment.ts'
import { common } from './en/common.ts'
import { desk } from './en/desk.ts'
import { form } from './en/form.ts'
import { overview } from './en/overview.ts'
import { review } from './en/review.ts'
import { status } from './en/status.ts'
import { target } from './en/target.ts'
import { update } from './en/update.ts'
import { weekly } from './en/weekly.ts'
import { work } from './en/work.ts'

export const en = {
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
}
