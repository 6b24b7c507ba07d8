export { synthesize, storiesOf } from './synthesize.js';
export type { SynthesisOptions } from './options.js';
export { demoOptions } from './demo-options.js';
export { SynthesisError, type SynthesisFault } from './synthesis-error.js';
export type { ChildStory } from './tell-stories.js';
export type { CloudEvent, ExpectedFinding } from './telling/story.js';
export { reportSynthesis, reportTable, type ReportLine, type SynthesisReport } from './report/report-synthesis.js';
export { writeSynthesis, type WriteSettings, type Written } from './sending/write-synthesis.js';
