/** Imports point one way: apps → projections → libs, and inside libs → event-log, reference, identity. */
const domain = '^libs/(cases|rules)/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: '^node_modules' },
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'libs-know-no-projections',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(projections|apps)/' },
    },
    { name: 'projections-know-no-apps', severity: 'error', from: { path: '^projections/' }, to: { path: '^apps/' } },
    {
      name: 'ground-rooms-stand-alone',
      severity: 'error',
      from: { path: '^libs/event-log/' },
      to: { path: '^libs/(?!event-log/)' },
    },
    {
      name: 'verify-shares-no-code-with-the-writer',
      comment: 'A fault in what writes the log must not be a fault in what checks it.',
      severity: 'error',
      from: { path: '^libs/event-log/verify/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(libs|projections|apps)/', pathNot: '^libs/event-log/verify/' },
    },
    {
      name: 'identity-knows-ground-rooms-only',
      comment: 'The log for its shared place, where the vault of several processes lies.',
      severity: 'error',
      from: { path: '^libs/identity/' },
      to: { path: '^libs/(?!identity/|reference/|event-log/)' },
    },
    {
      name: 'reference-stands-alone',
      severity: 'error',
      from: { path: '^libs/reference/' },
      to: { path: '^libs/(?!reference/)' },
    },
    {
      name: 'the-domain-is-pure',
      comment: 'No Nest, no database, no clock, no randomness in the cases (their tests may hash and generate).',
      severity: 'error',
      from: { path: '^libs/cases/', pathNot: '(testing/|\\.test\\.ts$)' },
      to: { path: '(better-sqlite3|@nestjs|fastify|node:|^fs$|^crypto$)', pathNot: '^libs/' },
    },
    {
      name: 'cases-know-reference-only',
      severity: 'error',
      from: { path: '^libs/cases/' },
      to: { path: '^libs/(?!cases/|reference/)' },
    },
    { name: 'the-vault-is-one-room', severity: 'error', from: { path: domain }, to: { path: '^libs/identity/vault' } },
    {
      name: 'rooms-have-one-door',
      comment: 'Another room is entered by its index.ts only; tests may use testing/.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/', pathNot: '\\.test\\.ts$|testing/' },
      to: { path: '^libs/(?!$1/)[^/]+/.+', pathNot: '/index\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
