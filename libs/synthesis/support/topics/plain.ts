import { addDays } from '#libs/reference';
import { lasting } from '../../placement/fits.js';
import type { Scene, Topic } from '../../scene.js';
import { tellCeased, tellFamily, tellMeasure, tellSecond, type Begun } from '../tell-measure.js';

const support = { kind: 'support', age: 'child' } as const;

/** A measure from grant to end. */
export function tellPlain(scene: Scene, wishes: Parameters<typeof tellMeasure>[1] = {}): Begun {
  tellFamily(scene, addDays(scene.start, -20));
  const begun = tellMeasure(scene, wishes);
  if (scene.end) tellCeased(scene, begun, scene.end);
  return begun;
}

export const plainSupport: Topic = {
  ...support,
  name: 'support measure',
  oneIn: 1,
  fits: () => true,
  tell: (scene) => void tellPlain(scene),
};

/** Dealt out by turns, so that started measures can be counted on. */
export const twoMeasures: Topic = {
  ...support,
  name: 'two measures',
  oneIn: 0,
  fits: lasting(0),
  tell(scene) {
    tellPlain(scene);
    tellSecond(scene);
  },
};
