import type { Child } from 'hono/jsx'
import type { CampaignSettings } from '../../src/domain/campaign.ts'
import { errorIn, type FieldError } from '../parts/form.tsx'
import { Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

interface Unit {
  code: string
  name: string
}

/** The unit that is to own a new campaign: one of a supervisor's own, or any that an administrator names. */
export interface OwnerField {
  own: Unit[] | null
  typed: string
  /** Units that fit what was typed, where there are several. */
  found: Unit[]
}

export interface CampaignFormProps {
  reader: Reader
  /** Ready-made. */
  action: string
  backHref: string
  /** The id of a new campaign, or the version of one that is edited. */
  hidden: { name: string; value: string }[]
  /** Of the campaign that is edited. */
  code: string | null
  codeIsBound: boolean
  owner: OwnerField | { fixed: string }
  typed: (name: string) => string
  chosen: (name: string) => string[]
  errors: FieldError[]
  /** Where what stands now differs from what was typed, after somebody else saved. */
  differing: { name: keyof CampaignSettings; stored: string; typed: string; isOn: boolean }[] | null
  /** Another campaign was made by this very form. */
  isUsed: boolean
}

/** What every control of the form has: its name, what was typed, and what is to be mended. */
export function field(
  { reader, typed, errors }: Pick<CampaignFormProps, 'reader' | 'typed' | 'errors'>,
  name: string,
) {
  return { reader, name, value: typed(name), error: errorIn(errors, name) }
}

export function Part({ id, title, children }: { id: string; title: string; children: Child }) {
  return (
    <Section id={id} title={title} card>
      {children}
    </Section>
  )
}
