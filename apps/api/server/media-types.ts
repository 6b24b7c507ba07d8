/** A media type in lower case without parameters, and its charset; undefined when the header is none. */
export function readMediaType(header: string | undefined): { type: string; charset: string | undefined } | undefined {
  const [type = '', ...parameters] = (header ?? '').toLowerCase().split(';');
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(type.trim())) return undefined;
  const charset = parameters.map((one) => /^\s*charset\s*=\s*"?([\w-]+)"?\s*$/.exec(one)?.[1]).find(Boolean);
  return { type: type.trim(), charset };
}

/**
 * The offer that an Accept header likes best; of equals the first. Everything is welcome without a header, undefined = nothing on offer.
 * Source: RFC 9110, section 12.5.1.
 */
export function negotiate(accept: string | undefined, offers: readonly string[]): string | undefined {
  if (accept === undefined || accept === '*/*' || accept === offers[0] || accept.trim() === '') return offers[0];
  const ranges = accept.toLowerCase().split(',').map(readRange);
  const liked = offers
    .map((offer) => ({ offer, quality: qualityOf(offer, ranges) }))
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return liked[0]?.offer;
}

interface Range {
  readonly range: string;
  readonly quality: number;
}

function readRange(text: string): Range {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim());
  const q = parameters.find((one) => one.startsWith('q='));
  const quality = q === undefined ? 1 : Number(q.slice(2));
  return { range, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** The most exact range decides. */
function qualityOf(offer: string, ranges: readonly Range[]): number {
  for (const range of [offer, `${offer.split('/')[0]}/*`, '*/*']) {
    const found = ranges.find((one) => one.range === range);
    if (found) return found.quality;
  }
  return 0;
}
