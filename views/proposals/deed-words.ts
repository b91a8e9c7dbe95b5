import type { ProposalDeed } from '../../src/domain/proposal.ts'
import type { Reader } from '../reader.ts'

/**
 * What a step is called. Those who owe the answer may forward; those who asked only record what came back on paper.
 */
export function deedWords({ t }: Reader, deed: ProposalDeed, deeds: readonly ProposalDeed[]): string {
  const isPaper = !deeds.includes('forward')
  if (isPaper && (deed === 'answer' || deed === 'acknowledge')) return t(`proposal.deed.${deed}Paper`)
  return t(`proposal.deed.${deed}`)
}
