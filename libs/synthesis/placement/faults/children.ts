import { addDays } from '#libs/reference';
import type { Fault } from '../../scene.js';
import { CaseTeller } from '../../telling/case-teller.js';
import { personIdOf, siblingOf } from '../../numbers/person-number.js';
import { running } from '../fits.js';
import { voluntary } from '../bases.js';
import { tellBeginning } from '../tell-beginning.js';
import { caseAt } from '../topics/transfers.js';

const fault = { kind: 'placement', age: 'child', oneIn: 4000 } as const;

const overlapping: Fault = {
  ...fault,
  name: 'two placements at one time in two cases',
  rules: ['SYS-overlap'],
  fits: running(120),
  tell(scene) {
    const { kase, story, start } = scene;
    const { started } = tellBeginning(scene);
    const second = new CaseTeller(story, kase.reporter, `${kase.caseId}-2`, kase.person);
    const wishes = { start: addDays(start, 60), knownPersons: true, planned: false };
    story.expect('SYS-overlap', [started, tellBeginning({ ...scene, kase: second }, wishes).started]);
  },
};

const nobodyKnown: Fault = {
  ...fault,
  name: 'a child with a person-id and neither birth date nor sex',
  rules: ['SKE-2f'],
  fits: running(30),
  tell(scene) {
    const { kase, story, career } = scene;
    kase.person = personIdOf(career.child);
    const { decision } = tellBeginning(scene, { knownPersons: true, basis: voluntary(scene.start) });
    story.expect('SKE-2f', [decision]);
  },
};

const twoChildren: Fault = {
  ...fault,
  name: 'two children in one case',
  rules: ['SYS-two-children'],
  fits: running(90),
  tell(scene) {
    const { kase, story, career, child, start } = scene;
    tellBeginning(scene);
    const wrong = addDays(start, 40);
    const right = addDays(start, 80);
    kase.tell('placement-followed-up', right, { followUpDate: right });
    // Whoever is named last of all for the first time is taken for the case's child, so the others' facts are the strange ones.
    story.expect('SYS-two-children', story.idsOfCase(kase.caseId));
    const twin = siblingOf(career.child, child, 0);
    const other = new CaseTeller(story, kase.reporter, kase.caseId, twin.cpr);
    other.tell('placement-followed-up', wrong, { followUpDate: wrong });
  },
};

const personDiffers: Fault = {
  ...fault,
  name: 'two municipalities that differ on the sex of a child',
  rules: ['SYS-person-differs'],
  fits: (career, wanted) => wanted.municipalities.length > 1 && running(90)(career, wanted),
  tell(scene) {
    const { kase, story, start, child, wanted } = scene;
    const { decision } = tellBeginning(scene, { basis: voluntary(start) });
    const other = wanted.municipalities.find((code) => code !== kase.reporter)!;
    const second = caseAt(scene, other);
    const day = addDays(start, 30);
    second.about('person-registered', day, kase.person, { sex: child.sex === 'male' ? 'female' : 'male' });
    const measureId = `${second.caseId}-m`;
    const granted = second.tell('support-granted', day, { decisionDate: day, pgf: '435', measureId });
    second.tell('support-closed-never-started', day, { closingDate: day, measureId });
    story.expect('SYS-person-differs', [decision, granted]);
  },
};

export const childFaults: readonly Fault[] = [overlapping, nobodyKnown, twoChildren, personDiffers];
