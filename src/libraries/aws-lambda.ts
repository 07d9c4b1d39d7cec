import { library, type Facts, type Library } from '../library.ts';

/** The event that starts an invocation, and the type of a handler for it. */
function invocation(what: string, event: string, handler: string): Record<string, Facts> {
  return {
    [`${event}()`]: { serves: { role: 'request', what } },
    [`${handler}()`]: { handles: { what, params: [[`${event}()`, 'Context()']] } },
  };
}

const messages: Library['paths'] = Object.fromEntries([
  'CloudWatchLogs', 'DynamoDBStream', 'KinesisStream', 'MSK', 'S3', 'SES', 'SNS', 'SQS', 'Scheduled',
].flatMap(name => Object.entries(invocation('message', `${name}Event`, `${name}Handler`))));

/** What only the events of Lambda have. */
const members = [
  'Records', 'body', 'headers', 'isBase64Encoded', 'httpMethod', 'pathParameters', 'queryStringParameters', 'rawPath', 'requestContext',
];

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html; what stands outside the handler is shared by its invocations.
 * A handler is known by its type, or by what its file speaks of, for other things export a `handler` too: the commands of yargs.
 */
export default library('aws-lambda', {
  ...messages,
  ...invocation('request', 'ALBEvent', 'ALBHandler'),
  ...invocation('request', 'APIGatewayProxyEvent', 'APIGatewayProxyHandler'),
  ...invocation('request', 'APIGatewayProxyEventV2', 'APIGatewayProxyHandlerV2'),
  ...invocation('request', 'CloudFrontRequestEvent', 'CloudFrontRequestHandler'),
  ...invocation('request', 'LambdaFunctionURLEvent', 'LambdaFunctionURLHandler'),
  'Handler()': { handles: { what: 'request', params: [['', 'Context()']] } },
  'Context()': { serves: { role: 'context', what: 'request' } },
}, [
  {
    file: '\\.[cm]?[jt]s$',
    mentions: `aws-lambda|awsRequestId|callbackWaitsForEmptyEventLoop|\\bevent\\.(${members.join('|')})\\b`,
    exports: ['handler'],
    handles: { what: 'request' },
  },
]);
