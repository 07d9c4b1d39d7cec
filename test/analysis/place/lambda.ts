import type { APIGatewayProxyEventV2, APIGatewayProxyHandlerV2, Handler, SQSEvent, SQSHandler } from 'aws-lambda';

const started = Date.now(); // in once

export const handler: APIGatewayProxyHandlerV2 = async event => {
  return { statusCode: 200, body: event.rawPath.concat(String(started)) }; // in handler request
};

export const generic: Handler<{ id: string }> = async event => event.id.trim(); // in handler request

export const consume: SQSHandler = async event => {
  for (const record of event.Records) {
    console.log(record.body); // in handler message loop
  }
};

export async function byEvent(event: APIGatewayProxyEventV2) {
  return event.rawPath.trim(); // in handler request
}

export async function bySqs(event: SQSEvent) {
  return event.Records.at(0); // in handler message
}
