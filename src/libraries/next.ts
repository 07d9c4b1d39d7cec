import { library } from '../library.ts';
import { fluent, methods } from './chain.ts';
import { answering, response as written } from './node/http.ts';

const verbs = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];
const response = [['NextApiRequest()', 'NextApiResponse()']];

/**
 * https://nextjs.org/docs/app/api-reference/file-conventions/route
 * and https://nextjs.org/docs/pages/building-your-application/routing/api-routes
 */
export default library('next', {
  'NextApiHandler()': { handles: { what: 'request', params: response } },
  'NextApiRequest()': { serves: { role: 'request', what: 'request' } },
  'NextApiResponse()': { serves: { role: 'response', what: 'request', closes: 'it', catches: true }, writes: written },
  ...answering('NextApiResponse()'),
  ...methods('NextApiResponse()', ['send', 'json'], { sends: { to: 'client' } }),
  ...fluent('NextApiResponse()', ['status']),
  'GetServerSideProps()': { handles: { what: 'request', params: [['GetServerSidePropsContext()']] } },
  'GetServerSidePropsContext()': { serves: { role: 'context', what: 'request', closes: 'it.res', catches: true } },
  'GetServerSidePropsContext().req': 'http:IncomingMessage()',
  'GetServerSidePropsContext().res': 'http:ServerResponse()',
}, [
  { file: '(^|/)app/(.*/)?route\\.[cm]?[jt]sx?$', exports: verbs, handles: { what: 'request', params: [[':Request()']] } },
  // Others call exports of these names with a `Request` too; those of SvelteKit are given more.
  {
    file: '(^|/)(?!\\+)[^/]+$',
    mentions: '\\bNextResponse\\b|[\'"]next/server[\'"]|\\bnew Response\\(|\\bResponse\\.json\\(|: Request\\b',
    exports: verbs,
    handles: { what: 'request', params: [[':Request()']] },
  },
  {
    file: '(^|/)pages/api/.+\\.[cm]?[jt]sx?$',
    exports: ['default'],
    handles: { what: 'request', params: [['next:NextApiRequest()', 'next:NextApiResponse()']] },
  },
  {
    file: '(^|/)pages/.+\\.[jt]sx?$',
    exports: ['getServerSideProps'],
    handles: { what: 'request', params: [['next:GetServerSidePropsContext()']] },
  },
]);

/**
 * https://nextjs.org/docs/app/api-reference/functions/after
 * Middleware is known by its parameter, for a file `middleware.ts` may be anybody's.
 */
export const nextServer = library('next/server', {
  'after()': { awaits: { what: 'promise', takes: 'function' } },
  'unstable_after()': 'after()',
  'NextResponse()': { sends: { to: 'client', takes: 'web' } },
  'NextRequest()': { serves: { role: 'request', what: 'request', signal: 'it.signal', catches: true } },
  'NextFetchEvent()': { serves: { role: 'context', what: 'request', waitUntil: 'it.waitUntil' } },
  'NextFetchEvent().waitUntil()': { awaits: { what: 'promise' } },
});
