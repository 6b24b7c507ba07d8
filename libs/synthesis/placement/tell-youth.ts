import { addDays } from '#libs/reference';
import type { Scene } from '../scene.js';
import { dayBetween } from '../telling/days.js';
import { siteFor, type SiteFields } from './sites.js';

/** Provisions of stays 18–22 are those of barnets lov. */
const provisionOn = (day: string): { provision?: string } => (day >= '2024-01-01' ? { provision: 'BL-114-1-1' } : {});

/** Aftercare decided before 18 and the stay that continues from 18 on (schema 2 event 6, schema 3 event 1). */
export function tellContinuedStay(scene: Scene, from: string): void {
  const { kase, random, adult } = scene;
  const earliest = addDays(adult, -180);
  const decided = dayBetween(random, earliest > from ? earliest : addDays(from, 5), addDays(adult, -20));
  kase.tell('aftercare-decided', decided, { decisionDate: decided, outcome: 'granted', effectDate: adult });
  if (random.chance(0.3)) {
    kase.tell('youth-stay-decided', decided, {
      decisionDate: decided,
      effectDate: decided,
      stay: 'decided',
      ...provisionOn(decided),
    });
  }
  kase.tell('youth-stay-decided', addDays(adult, -10), {
    decisionDate: addDays(adult, -10),
    effectDate: adult,
    stay: 'continued',
    ...provisionOn(adult),
  });
}

/** A stay that begins anew after 18 (schema 3 event 3). */
export function tellReestablishedStay(scene: Scene, start: string): { id: string; site: SiteFields } {
  const { kase, random } = scene;
  const site = siteFor(random, kase.reporter);
  const decided = addDays(start, -random.whole(2, 20));
  const id = kase.tell('youth-stay-decided', start, {
    decisionDate: decided,
    effectDate: start,
    stay: 're-established',
    site,
    ...provisionOn(decided),
  });
  return { id, site };
}
