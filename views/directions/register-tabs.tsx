import { Tabs } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

/** The two registers of what goes up and what comes down, side by side. */
export function RegisterTabs(props: {
  reader: Reader
  here: 'proposals' | 'directions'
  /** Ready-made; the register of a campaign that was asked for. */
  directionsHref?: string
}) {
  const { here, directionsHref } = props
  const { t, at } = props.reader
  return (
    <Tabs
      reader={props.reader}
      label={t('direction.registers')}
      tabs={[
        {
          href: directionsHref ?? at('/directions'),
          label: t('direction.register'),
          here: here === 'directions',
        },
        { href: at('/proposals'), label: t('direction.proposals'), here: here === 'proposals' },
      ]}
    />
  )
}
