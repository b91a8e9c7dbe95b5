import type { EvidenceMark } from '../../src/domain/follow-up.ts'
import { Badge } from '../parts/badge.tsx'
import type { IconName } from '../parts/icon-names.ts'
import type { Tone } from '../parts/status.ts'
import type { Reader } from '../reader.ts'

const looks: Record<EvidenceMark | 'unseen', { tone: Tone; icon: IconName }> = {
  verified: { tone: 'done', icon: 'shield-check' },
  partial: { tone: 'risk', icon: 'paperclip' },
  none: { tone: 'slow', icon: 'search-x' },
  contradicted: { tone: 'late', icon: 'octagon-alert' },
  unseen: { tone: 'none', icon: 'eye' },
}

/** What the reviewer found behind a report, in colour, picture and word; null where it was not looked at. */
export function EvidenceBadge({ reader, mark }: { reader: Reader; mark: EvidenceMark | null }) {
  const { tone, icon } = looks[mark ?? 'unseen']
  return (
    <Badge reader={reader} tone={tone} icon={icon} soft>
      {reader.t(`evidence_mark.${mark ?? 'unseen'}`)}
    </Badge>
  )
}
