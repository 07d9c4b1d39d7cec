import { library, type Library } from '../library.ts';

const paths: Library['paths'] = {
  'Client()': { acquires: { what: 'MCP client', release: 'await it.close()', begins: ['await it.connect()'] } },
};

/** https://github.com/modelcontextprotocol/typescript-sdk; holds its transport: a process of its own, or a stream that stays open. */
export const modelContextProtocolClient = library('@modelcontextprotocol/sdk/client/index', paths);
export const modelContextProtocolClientFolder = library('@modelcontextprotocol/sdk/client', paths);
