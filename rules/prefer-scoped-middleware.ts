import { mountOnRoutes } from '../src/fixes/mount-on-routes.ts';
import { rule } from '../src/rule.ts';

export default rule({
  question: 'bounded',
  description: 'Require parsers of large bodies and uploads, sessions and loggers to be mounted on the routes that use them',
  recommended: false,
  messages: {
    body: 'Every route here takes bodies of {{size}}, though only {{some}} of {{all}} read one. Mount the parser on those.',
    upload: 'Every route here takes uploads, though only {{some}} of {{all}} read one: anybody can fill memory or disk. Mount it on those.',
    session: 'Every request loads a session, though only {{some}} of {{all}} routes here use one. Mount it on those.',
    log: 'Health checks are logged too, which fills the log while nobody is there. Mount the logger on the other routes, or skip them.',
  },
  suggestions: {
    routes: 'Mount it on the routes that use it.',
  },
  needs: /\.use\(/,
  *check(file) {
    for (const overreach of file.bounded.overreaches(file.having('mounts'))) {
      const { node, equips, size = Infinity, routes, all, certain } = overreach;
      const words = { size: size === Infinity ? 'any size' : `${String(Math.round(size / 2 ** 17) / 8)} MB`, some: routes.length, all };
      const edits = mountOnRoutes(file.source, overreach);
      yield { node, message: equips.what, words, potential: !certain, suggest: edits && [{ message: 'routes', edits }] };
    }
  },
});
