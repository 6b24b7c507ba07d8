import { addDays } from '#libs/reference';
import type { Scene } from '../scene.js';

/** The end of a placement under 18: home, or elsewhere; most cases are closed some weeks later. */
export function tellEnding(scene: Scene, end: string): string {
  const { kase, random } = scene;
  const home = random.chance(0.6);
  const ended = kase.tell('placement-ceased', end, {
    endDate: end,
    cessation: home ? 'return-home' : 'end',
    reason: random.pick(['other', 'other', 'child-leaves', 'breakdown']),
    ...(!home && random.chance(0.5) && { residenceAfter: '5' }),
  });
  tellClosing(scene, end);
  return ended;
}

/** The end of a stay 18–22, with where the young person lives then (EFTHJEM). */
export function tellStayEnding(scene: Scene, end: string): string {
  const { kase, random } = scene;
  const ended = kase.tell('placement-ceased', end, {
    endDate: end,
    cessation: 'stay-ended',
    reason: 'other',
    residenceAfter: random.pick(['1', '2', '3', '3', '4', '5']),
  });
  tellClosing(scene, end);
  return ended;
}

function tellClosing({ kase, random }: Scene, end: string): void {
  if (!random.chance(0.6)) return;
  const day = addDays(end, random.whole(10, 60));
  kase.tell('case-closed', day, { closingDate: day, reason: 'other' });
}
