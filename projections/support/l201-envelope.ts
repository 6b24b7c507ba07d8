import { addMonths, copenhagenDate, copenhagenTime } from '#libs/reference';
import { closeElement, element, openElement, type RenderContext, type ReporterDescription } from '#libs/reporting';

/** L201 goes out as a test, T201, where the log is synthetic: such data can never be taken for real ones. */
export const formOf = ({ synthetic }: Pick<RenderContext, 'synthetic'>): 'L201' | 'T201' =>
  synthetic ? 'T201' : 'L201';

/** The latest month that was over when the as-of event was recorded, e.g. `2026M03`. */
export const finishedMonth = (at: string): string =>
  addMonths(`${copenhagenDate(at).slice(0, 7)}-01`, -1)
    .slice(0, 7)
    .replace('-', 'M');

/** `P_<municipality>_<form>_P<yyyyMmm>_V<nn>_D<yyyymmddThhmmss>.xml`; always V01, for no number but the ordinal's is known to a file. */
export const fileNameOf = (context: RenderContext): string => {
  const day = copenhagenTime(context.at).replace(/[-:]/g, '');
  return `P_${context.request.reporter}_${formOf(context)}_P${finishedMonth(context.at)}_V01_D${day}.xml`;
};

/** `DeliveryMetadataNewStructure`: who sends what, about when. Of a reporter that has not described itself, only what is known. */
export function envelope(context: RenderContext): string {
  const { reporter } = context;
  return [
    openElement('DeliveryMetadataNewStructure'),
    openElement('dst:Envelope'),
    element('dst:Source', 'CEMOS'),
    element('dst:SurveyID', 'D280600'),
    element('dst:FormID', formOf(context)),
    element('dst:Period', finishedMonth(context.at)),
    openElement('dst:Entity'),
    element('dst:EntityIDType', 'Kommune'),
    element('dst:EntityID', context.request.reporter),
    closeElement('dst:Entity'),
    closeElement('dst:Envelope'),
    ...communicator(context),
    ...(reporter ? contacts(reporter) : []),
    ...(reporter?.cvr ? dBoks(reporter.cvr) : []),
    element('FormVersion', '1'),
    closeElement('DeliveryMetadataNewStructure'),
  ].join('\n');
}

function communicator({ at, synthetic, reporter }: RenderContext): string[] {
  return [
    openElement('CommunicatorStructureCollection'),
    openElement('CommunicatorStructure'),
    element('CommunicationDescription', synthetic ? 'Test med syntetiske data' : 'Støtte til børn og unge'),
    element('CommunicationDateTime', copenhagenTime(at)),
    ...(reporter ? system(reporter) : []),
    closeElement('CommunicatorStructure'),
    closeElement('CommunicatorStructureCollection'),
  ];
}

const system = ({ systemName, systemVersion }: ReporterDescription): string[] => [
  openElement('SystemStructure'),
  element('SystemName', systemName),
  element('SystemVersion', systemVersion),
  closeElement('SystemStructure'),
];

const contactTypes = {
  professional: 'Faglig ansvarlig',
  technical: 'Teknisk ansvarlig',
  receipt: 'Kvitteringsmodtager',
} as const;

/** The schema's form of an address; narrower than what mail allows. A contact whose address it refuses is left out. */
const addressForm = /^[^>()[\]\\,;:@\s]{0,191}@[^>()[\]\\,;:@\s]{1,64}$/;

function contacts(reporter: ReporterDescription): string[] {
  const fit = reporter.contacts.filter(({ email }) => addressForm.test(email));
  if (fit.length === 0) return [];
  return [
    openElement('ContactStructureCollection'),
    ...fit.flatMap(({ kind, name, email }) => [
      openElement('ContactStructure'),
      element('ContactTypeName', contactTypes[kind]),
      element('ContactIdentifier', name),
      element('ContactEmailAddress', email),
      closeElement('ContactStructure'),
    ]),
    closeElement('ContactStructureCollection'),
  ];
}

const dBoks = (cvr: string): string[] => [
  openElement('DBoksContactNewStructure'),
  element('CVRnumberIdentifier', cvr),
  closeElement('DBoksContactNewStructure'),
];
