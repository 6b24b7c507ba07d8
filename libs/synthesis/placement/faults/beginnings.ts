import { addDays } from '#libs/reference';
import type { Topic } from '../../scene.js';
import { CaseTeller } from '../../telling/case-teller.js';
import { causesFor } from '../../telling/causes.js';
import { personIdOf, siblingOf } from '../../numbers/person-number.js';
import { begun, lasting, running } from '../fits.js';
import { voluntary } from '../bases.js';
import { institution } from '../sites.js';
import { tellBeginning } from '../tell-beginning.js';
import { tellEnding } from '../tell-ending.js';
import { caseAt } from '../topics/transfers.js';

const fault = { kind: 'placement', age: 'child', oneIn: 4000 } as const;

const undecided: Topic = {
  ...fault,
  name: 'a start without a decision',
  fits: begun(30),
  tell(scene) {
    const wishes = { undecided: true, planned: false, reportedWithForm1: false };
    scene.story.expect('ANB-2.1b', [tellBeginning(scene, wishes).started]);
    if (scene.end) tellEnding(scene, scene.end);
  },
};

const form1Missing: Topic = {
  ...fault,
  name: 'a start reported in a schema 1 that is not there',
  fits: begun(30),
  tell(scene) {
    const { started } = tellBeginning(scene, { undecided: true, planned: false, reportedWithForm1: true });
    scene.story.expect('ANB-2.1b', [started]);
    scene.story.expect('SKE-2j', [started]);
    if (scene.end) tellEnding(scene, scene.end);
  },
};

const twoStarts: Topic = {
  ...fault,
  name: 'a placement started twice',
  fits: lasting(90),
  tell(scene) {
    const { kase, story, start, end } = scene;
    const { started, site } = tellBeginning(scene, { planned: false });
    const day = addDays(start, 9);
    const again = kase.tell('placement-started', day, { startDate: day, implementation: 'actual', site });
    story.expect('ANB-2.2.2a', [started, again]);
    if (end) tellEnding(scene, end);
  },
};

const unconfirmed: Topic = {
  ...fault,
  name: 'a planned start that was never confirmed',
  fits: running(60),
  tell(scene) {
    const { kase, story, start, random } = scene;
    const decided = addDays(start, -20);
    const fields = { decisionDate: decided, basis: voluntary(decided), causes: causesFor(random) };
    kase.tell('placement-decided', decided, fields);
    const site = institution(random, kase.reporter);
    const planned = { startDate: start, implementation: 'planned' as const, site };
    story.expect('ANB-2.1c', [kase.tell('placement-started', addDays(decided, 2), planned)], addDays(start, 1));
  },
};

const decidedAgain: Topic = {
  ...fault,
  name: 'a new decision while the child is placed',
  fits: lasting(120),
  tell(scene) {
    const { kase, story, start, end, random } = scene;
    const { started } = tellBeginning(scene);
    const day = addDays(start, 60);
    const fields = { decisionDate: day, basis: voluntary(day), causes: causesFor(random) };
    story.expect('ANB-2.2.2b', [kase.tell('placement-decided', day, fields), started]);
    if (end) tellEnding(scene, end);
  },
};

const overlapping: Topic = {
  ...fault,
  name: 'two placements at one time in two cases',
  fits: running(120),
  tell(scene) {
    const { kase, story, start } = scene;
    const { started } = tellBeginning(scene);
    const second = new CaseTeller(story, kase.reporter, `${kase.caseId}-2`, kase.person);
    const wishes = { start: addDays(start, 60), knownPersons: true, planned: false };
    story.expect('SYS-overlap', [started, tellBeginning({ ...scene, kase: second }, wishes).started]);
  },
};

const unpairedTaken: Topic = {
  ...fault,
  name: 'a duty taken over that nobody handed over',
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

const migratedWithoutStart: Topic = {
  ...fault,
  name: 'a migrated start that lost its original date',
  fits: lasting(60),
  tell(scene) {
    const { story, end } = scene;
    const { started } = tellBeginning(scene, { planned: false, ofStart: { origin: { kind: 'migrated' } } });
    story.expect('GEN-1.4e', [started]);
    if (end) tellEnding(scene, end);
  },
};

const nobodyKnown: Topic = {
  ...fault,
  name: 'a child with a person-id and neither birth date nor sex',
  fits: running(30),
  tell(scene) {
    const { kase, story, career } = scene;
    kase.person = personIdOf(career.child);
    const { decision } = tellBeginning(scene, { knownPersons: true, basis: voluntary(scene.start) });
    story.expect('SKE-2f', [decision]);
  },
};

const twoChildren: Topic = {
  ...fault,
  name: 'two children in one case',
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

const personDiffers: Topic = {
  ...fault,
  name: 'two municipalities that differ on the sex of a child',
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

export const beginningFaults: readonly Topic[] = [
  undecided,
  form1Missing,
  twoStarts,
  unconfirmed,
  decidedAgain,
  overlapping,
  unpairedTaken,
  migratedWithoutStart,
  nobodyKnown,
  twoChildren,
  personDiffers,
];
