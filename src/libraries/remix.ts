import { library, type Library } from '../library.ts';

const what = 'request';
const serves = { serves: { role: 'context', what, signal: 'it.request.signal', catches: true } } as const;

/** What a route's `loader` and `action` are given; most destructure `{ request }`. */
const paths: Library['paths'] = {
  'LoaderFunctionArgs()': serves,
  'LoaderFunctionArgs().request': ':Request()',
  'ActionFunctionArgs()': serves,
  'ActionFunctionArgs().request': ':Request()',
  'LoaderFunction()': { handles: { what, params: [['LoaderFunctionArgs()']] } },
  'ActionFunction()': { handles: { what, params: [['ActionFunctionArgs()']] } },
};

/** https://reactrouter.com/start/framework/data-loading */
export const reactRouter = library('react-router', paths, [
  {
    file: '(^|/)app/routes/.+\\.[jt]sx?$',
    exports: ['loader', 'action'],
    handles: { what, params: [['react-router:LoaderFunctionArgs()']] },
  },
  {
    file: '\\.[cm]?[jt]sx?$',
    mentions: '[\'"](@remix-run/|react-router[\'"])',
    exports: ['loader', 'action'],
    handles: { what, params: [['react-router:LoaderFunctionArgs()']] },
  },
]);

/** https://v2.remix.run/docs/route/loader */
export const remixNode = library('@remix-run/node', paths);
export const remixServerRuntime = library('@remix-run/server-runtime', paths);
