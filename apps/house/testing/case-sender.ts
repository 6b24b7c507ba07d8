import { cloudEventTypeOf, eventType } from '#libs/cases';
import type { Receipt } from '#libs/intake';
import type { House } from '../index.js';
import { testSystem } from './demo-house.js';

type Data = Record<string, unknown>;

/** A case system that sends single events, and whose moments of sending a test sets. */
export class CaseSender {
  #now = new Date('2026-01-05T08:00:00.000Z');
  #count = 0;

  constructor(private readonly house: () => House) {}

  /** The clock of the house under test. */
  readonly clock = (): Date => this.#now;

  at(instant: string): this {
    this.#now = new Date(instant);
    return this;
  }

  /** Sends one event of a child's case and waits until it is projected; answers our event id. */
  async send(name: string, data: Data, id = `evt-${++this.#count}`): Promise<Receipt> {
    const envelope = { specversion: '1.0', id, source: '/test', type: cloudEventTypeOf(eventType(name)!), data };
    const [receipt] = await this.house().intake.submit([envelope], testSystem);
    if (receipt!.verdict === 'refused') throw new Error(JSON.stringify(receipt!.refusals));
    await this.house().projectedTo(receipt!.ordinal!);
    return receipt!;
  }
}

export const child = { kind: 'cpr', number: '010115-4003' };

/** What every event of the test's one case carries. */
export const ofCase = (more: Data = {}): Data => ({ reporter: '615', person: child, caseId: 'S-1', ...more });

export const decided: Data = ofCase({
  decisionDate: '2026-01-02',
  basis: { consent: '1', provision: 'BL-46' },
  causes: ['UDSLAG14'],
});

export const site = (reference: string): Data => ({
  list: 'placementSiteTypeAnstedKlas',
  type: '21',
  reference,
  mustAppear: false,
});

export const started: Data = ofCase({ startDate: '2026-01-05', implementation: 'actual', site: site('family A') });

/** The content of a correction of a told event. */
export const correction = (root: string, type: string, content: Data): Data => ({
  reporter: '615',
  root,
  type,
  reason: 'error',
  content,
});
