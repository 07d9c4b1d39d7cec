// untyped
import type { APIGatewayProxyHandler } from 'aws-lambda';
import { hosts } from './hosts';

/** The query of an event is the client's; what a table holds under its id is not. */
export const handler: APIGatewayProxyHandler = async event => {
  const answer = await fetch(event.queryStringParameters.url, { signal: AbortSignal.timeout(5_000) });
  return { statusCode: 200, body: await answer.text() }; // want answer
};

export const ofHost: APIGatewayProxyHandler = async event => {
  const host = await hosts.find(event.pathParameters.id);
  const answer = await fetch(host.url, { signal: AbortSignal.timeout(5_000) });
  return { statusCode: 200, body: await answer.text() };
};
