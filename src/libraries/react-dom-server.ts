import { library } from '../library.ts';

/** https://react.dev/reference/react-dom/server/renderToPipeableStream: no stream of Node, and it ends when its destination closes. */
export default library('react-dom/server', {
  'renderToPipeableStream().pipe()': { pipes: { what: 'rendering' } },
});
