import { library, type Facts, type Library, type Path } from '../library.ts';

/** What starts an invocation, with the handler that is typed by it. */
const events = [
  'ALB', 'CloudFrontRequest', 'CloudWatchLogs', 'DynamoDBStream', 'KinesisStream', 'MSK', 'S3', 'SES', 'SNS', 'SQS', 'Scheduled',
] as const;
const others = { APIGatewayProxyHandler: 'APIGatewayProxyEvent', APIGatewayProxyHandlerV2: 'APIGatewayProxyEventV2', LambdaFunctionURLHandler: 'LambdaFunctionURLEvent' };
const serves: Facts = { serves: { role: 'request', what: 'invocation' } };

function handler(event: Path): Facts {
  return { handles: { what: 'invocation', params: [[`${event}()`, 'Context()']] } };
}

const paths: Library['paths'] = Object.fromEntries([
  ...events.flatMap(name => [[`${name}Event()`, serves], [`${name}Handler()`, handler(`${name}Event`)]]),
  ...Object.entries(others).flatMap(([name, event]) => [[`${event}()`, serves], [`${name}()`, handler(event)]]),
]) as Library['paths'];

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html; what stands outside the handler is shared by its invocations.
 * A handler is known by its type only, for other things export a `handler` too: the commands of yargs.
 */
export default library('aws-lambda', {
  ...paths,
  'Handler()': { handles: { what: 'invocation', params: [['', 'Context()']] } },
  'Context()': { serves: { role: 'context', what: 'invocation' } },
});
