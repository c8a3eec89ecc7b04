/**
 * The rooms of the house and who may know whom. Every rule is an error: `npm test` and CI fail on it.
 * Types count as imports: a room that needs another's types knows that room.
 */
const CORE_ROOMS = 'kernel|contract|solvers|db|jobs|features|feeds|host';

/** A room of core may import only itself and the rooms named. */
const room = (name, allowed) => ({
  name: `core-${name}-imports`,
  comment: `core/${name} may import ${allowed.length ? allowed.join(', ') : 'no other room'}.`,
  severity: 'error',
  from: { path: `^core/${name}/` },
  to: {
    path: '^(core|electron|renderer|tests)/',
    pathNot: `^core/(${[name, ...allowed].join('|')})/`,
  },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    room('kernel', []),
    room('contract', ['kernel']),
    room('solvers', ['kernel']),
    room('db', ['kernel']),
    room('jobs', ['solvers', 'db', 'contract', 'kernel']),
    room('features', ['contract', 'kernel', 'db', 'jobs', 'solvers']),
    room('feeds', ['features', 'db', 'contract', 'kernel', 'jobs']),
    room(
      'host',
      CORE_ROOMS.split('|').filter((name) => name !== 'host'),
    ),
    {
      name: 'kernel-is-pure',
      comment: 'core/kernel, core/solvers and core/contract do no I/O: no Node modules.',
      severity: 'error',
      from: { path: '^core/(kernel|solvers|contract)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'kernel-has-no-packages',
      comment: 'core/kernel imports nothing at all.',
      severity: 'error',
      from: { path: '^core/kernel/' },
      to: { path: 'node_modules' },
    },
    {
      name: 'features-through-their-index',
      comment: 'A feature imports another feature only through its index.ts.',
      severity: 'error',
      from: { path: '^core/features/([^/]+)/' },
      to: {
        path: '^core/features/[^/]+/',
        pathNot: ['^core/features/$1/', '^core/features/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'feeds-through-index',
      comment: 'Feeds use features only through their index.ts.',
      severity: 'error',
      from: { path: '^core/feeds/' },
      to: { path: '^core/features/[^/]+/', pathNot: '^core/features/[^/]+/index\\.ts$' },
    },
    {
      name: 'electron-only-in-its-room',
      comment: 'Only electron/ knows Electron: core and renderer also run without it.',
      severity: 'error',
      from: { path: '^(core|renderer)/' },
      to: { path: '(^electron$|node_modules/electron/|^electron/)' },
    },
    {
      name: 'electron-imports',
      comment: 'The desktop shell holds no business logic: of core it knows the contract and the kernel.',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(core|renderer|tests)/', pathNot: '^core/(contract|kernel)/' },
    },
    {
      name: 'renderer-imports',
      comment: 'The renderer speaks to the core by its contract only.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(core|electron|tests)/', pathNot: '^core/(contract|kernel)/' },
    },
    {
      name: 'renderer-has-no-node',
      comment: 'The renderer is sandboxed: no Node modules.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'components-are-for-all',
      comment: 'Components know lib and components, never a screen or the shell.',
      severity: 'error',
      from: { path: '^renderer/components/' },
      to: { path: '^renderer/', pathNot: '^renderer/(components|lib)/' },
    },
    {
      name: 'lib-is-below',
      comment: 'renderer/lib knows no component, screen or shell.',
      severity: 'error',
      from: { path: '^renderer/lib/' },
      to: { path: '^renderer/', pathNot: '^renderer/lib/' },
    },
    {
      name: 'screens-do-not-know-the-shell',
      comment: 'A screen is mounted by the shell; it does not import it.',
      severity: 'error',
      from: { path: '^renderer/features/' },
      to: { path: '^renderer/app/' },
    },
    {
      name: 'no-cycles',
      comment: 'Files that import each other in a circle cannot be understood apart.',
      severity: 'error',
      from: { path: '^(core|electron|renderer)/' },
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|worker|raw)' },
    },
    {
      name: 'no-dev-dependencies-in-product',
      comment: 'What the product imports must be installed with it.',
      severity: 'error',
      from: { path: '^(core|electron|renderer)/', pathNot: '^core/host/(start|build)[^/]*\\.ts$' },
      to: {
        dependencyTypes: ['npm-dev'],
        pathNot: 'node_modules/(electron|@types)/',
      },
    },
  ],
  options: {
    // TypeScript 7 has no compiler API that dependency-cruiser can use: swc parses, types included.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|coverage|test-results)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
