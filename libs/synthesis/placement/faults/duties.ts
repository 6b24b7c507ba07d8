import { addDays } from '#libs/reference';
import type { Fault } from '../../scene.js';
import { causesFor } from '../../telling/causes.js';
import { lasting, running } from '../fits.js';
import { voluntary } from '../bases.js';
import { institution } from '../sites.js';
import { tellStayEnding } from '../tell-ending.js';

const fault = { kind: 'placement', age: 'child', oneIn: 4000 } as const;

const unpairedTaken: Fault = {
  ...fault,
  name: 'a duty taken over that nobody handed over',
  rules: ['ANB-2.1h'],
  fits: running(60),
  tell(scene) {
    const { kase, story, start, random } = scene;
    const site = institution(random, kase.reporter);
    const id = kase.tell('acting-duty-taken-over', start, {
      takeOverDate: start,
      basis: voluntary(start),
      site,
      causes: causesFor(random),
      fromMunicipality: kase.reporter === '461' ? '851' : '461',
      originalStart: addDays(start, -400),
    });
    story.expect('ANB-2.1h', [id]);
  },
};

const unpairedYouth: Fault = {
  ...fault,
  age: 'youth',
  name: 'the duty for a stay 18–22 taken over that nobody handed over',
  rules: ['ANB-2.1h'],
  fits: lasting(60),
  tell(scene) {
    const { kase, story, start, end, random } = scene;
    const fields = { takeOverDate: start, basis: voluntary(start), site: institution(random, kase.reporter) };
    story.expect('ANB-2.1h', [kase.tell('acting-duty-taken-over', start, fields)]);
    if (end) tellStayEnding(scene, end);
  },
};

export const dutyFaults: readonly Fault[] = [unpairedTaken, unpairedYouth];
