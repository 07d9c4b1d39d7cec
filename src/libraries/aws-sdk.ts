import { library, type Bounds, type Commands, type Facts, type Library, type Waits } from '../library.ts';
import type { Loads } from '../limits.ts';

/** https://github.com/smithy-lang/smithy-typescript/tree/main/packages/node-http-handler: no timeout by default. */
const timeouts = ['requestTimeout', 'socketTimeout'];
const bounds: Bounds = { options: [0], timeouts: timeouts.map(name => `requestHandler.${name}`), through: ['requestHandler'] };
const waits: Waits = {
  options: [1], signals: ['abortSignal'], timeouts: ['requestTimeout'], write: 'abortSignal: AbortSignal.timeout(10_000)',
};

/** Commands for one, and those that do the same for many. */
const commands: Commands = {
  batches: {
    GetCommand: 'BatchGetCommand', GetItemCommand: 'BatchGetItemCommand', PutCommand: 'BatchWriteCommand',
    PutItemCommand: 'BatchWriteItemCommand', DeleteCommand: 'BatchWriteCommand', DeleteItemCommand: 'BatchWriteItemCommand',
    DeleteObjectCommand: 'DeleteObjectsCommand', SendMessageCommand: 'SendMessageBatchCommand', PublishCommand: 'PublishBatchCommand',
    DeleteMessageCommand: 'DeleteMessageBatchCommand', ChangeMessageVisibilityCommand: 'ChangeMessageVisibilityBatchCommand',
    PutRecordCommand: 'PutRecordsCommand', GetParameterCommand: 'GetParametersCommand',
    GetSecretValueCommand: 'BatchGetSecretValueCommand',
  },
};

/** https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-reusing-connections.html; every client has its own agent. */
function client(name: string, service: string): Library {
  const made = {
    creates: { personal: true as const, what: `${service} client`, close: 'it.destroy()', cost: 'keeps its own HTTPS connections open' },
    bounds,
  };
  const send = { starts: { what: 'request', signal: { argument: 1, option: 'abortSignal' } }, waits, commands };
  return library(`@aws-sdk/client-${name}`, {
    [`${service}Client()`]: made,
    [`${service}Client().send()`]: send,
    // The client of the same service that has a method for each command.
    [`${service}()`]: made,
    [`${service}().send()`]: send,
  });
}

/** https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/dynamodb-example-dynamodb-utilities.html; wraps a client. */
export const libDynamodb = library('@aws-sdk/lib-dynamodb', {
  'DynamoDBDocumentClient()': 'DynamoDBDocumentClient.from()',
  'DynamoDBDocumentClient.from()': { bounds: { wraps: 0 } },
  'DynamoDBDocumentClient.from().send()': { starts: { what: 'request', signal: { argument: 1, option: 'abortSignal' } }, waits, commands },
});

export const nodeHttpHandler = library('@smithy/node-http-handler', {
  'NodeHttpHandler()': { bounds: { options: [0], timeouts } },
  'NodeHttp2Handler()': { bounds: { options: [0], timeouts: ['requestTimeout', 'sessionTimeout'] } },
});

export const cloudwatchLogs = client('cloudwatch-logs', 'CloudWatchLogs');
export const cognitoIdentityProvider = client('cognito-identity-provider', 'CognitoIdentityProvider');
export const dynamodb = client('dynamodb', 'DynamoDB');
export const eventbridge = client('eventbridge', 'EventBridge');
export const kinesis = client('kinesis', 'Kinesis');
export const lambda = client('lambda', 'Lambda');
/** https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/s3/command/GetObjectCommand/ */
const loads: Loads = { what: 'object', instead: 'it.transformToWebStream()' };
const whole = (body: string): Library['paths'] => ({
  [`${body}.transformToByteArray()`]: { loads, bulk: { as: 'copied bytes' } },
  [`${body}.transformToString()`]: { loads, bulk: { as: 'text' } },
});
const stored: Facts = { sends: { to: 'server', option: 'Body', takes: 'node' } };
const service = client('s3', 'S3');
export const s3 = library(service.package, {
  ...service.paths,
  ...whole('S3Client().send().Body'),
  ...whole('S3().send().Body'),
  ...whole('S3().getObject().Body'),
  'PutObjectCommand()': stored,
  'S3().putObject()': stored,
});
/** https://www.npmjs.com/package/@aws-sdk/lib-storage */
export const libStorage = library('@aws-sdk/lib-storage', {
  'Upload()': { sends: { to: 'server', option: 'params.Body', takes: 'node' } },
});
/** https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/S3.html, version 2 */
export const awsSdk = library('aws-sdk', {
  'S3().getObject().promise()': { loads: { what: 'object', at: ['Body'] } },
  'S3().getObject()': { loads: { what: 'object', at: ['Body'], gives: [{ callback: 1 }] } },
  'S3().upload()': stored,
  'S3().putObject()': stored,
});
export const secretsManager = client('secrets-manager', 'SecretsManager');
export const ses = client('ses', 'SES');
export const sesv2 = client('sesv2', 'SESv2');
export const sfn = client('sfn', 'SFN');
export const sns = client('sns', 'SNS');
export const sqs = client('sqs', 'SQS');
export const ssm = client('ssm', 'SSM');
export const sts = client('sts', 'STS');
