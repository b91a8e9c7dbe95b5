import { Tabs } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

/** The two registers of what goes up and what comes down, side by side. */
export function RegisterTabs({ reader, here }: { reader: Reader; here: 'proposals' | 'directions' }) {
  const { t, at } = reader
  return (
    <Tabs
      label={t('direction.registers')}
      tabs={[
        { href: at('/directions'), label: t('direction.register'), here: here === 'directions' },
        { href: at('/proposals'), label: t('direction.proposals'), here: here === 'proposals' },
      ]}
    />
  )
}
