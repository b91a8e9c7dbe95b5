import { LinkPage } from '../../views/admin/link.tsx'
import { type Slip, SlipsPage } from '../../views/admin/slips.tsx'
import { qrOf } from '../exports/qr.ts'
import type { NewLink } from '../storage/user-links.ts'
import { show } from './answers.ts'
import { neverKept } from './secret-forms.ts'
import type { Visit } from './visit.ts'

/** What is handed over on paper, as far as it is not the same for everybody. */
export type SlipOf = Pick<Slip, 'username' | 'title' | 'unitName' | 'password'>

/** First passwords on paper: this answer is the only place where they are ever shown. */
export async function showSlips(c: Visit, slips: SlipOf[], backHref: string) {
  const { reader, config } = c.var
  const address = `${config.address}/login`
  const [first] = slips
  const title =
    slips.length === 1 && first
      ? reader.t('person.slipTitle', { username: first.username })
      : reader.t('person.slipsTitle', { n: slips.length })
  const body = SlipsPage({
    reader,
    title,
    lead: reader.t('person.slipLead'),
    backHref: reader.at(backHref),
    backLabel: reader.t('users.title'),
    slips: slips.map((slip) => ({ ...slip, address: config.address, qr: qrOf(address), until: null })),
  })
  return neverKept(await show(c, { title, here: '/admin/users', isForm: true }, body))
}

/** A link, to be copied or printed: this answer is the only place where it is ever shown. */
export async function showLink(c: Visit, whom: Omit<SlipOf, 'password'>, link: NewLink) {
  const { reader, config } = c.var
  const address = `${config.address}/link/${link.token}`
  const title = reader.t('person.linkTitle', { username: whom.username })
  const body = LinkPage({
    reader,
    title,
    address,
    backHref: reader.at(`/admin/users/${encodeURIComponent(whom.username)}`),
    slip: { ...whom, password: null, address: config.address, qr: qrOf(address), until: link.expiresAt },
  })
  return neverKept(await show(c, { title, here: '/admin/users', isForm: true }, body))
}
