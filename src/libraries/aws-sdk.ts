import { library, type Bounds, type Commands, type Facts, type Library, type Waits } from '../library.ts';
import type { Loads } from '../limits.ts';

/**
 * https://github.com/smithy-lang/smithy-typescript/tree/main/packages/node-http-handler: no timeout by default. Since 4.3 `requestTimeout`
 * ends nothing without `throwOnRequestTimeout`, but before it did.
 */
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
/** Where another service has a command of the same name. */
const others: Readonly<Record<string, Commands>> = {
  'firehose': { batches: { PutRecordCommand: 'PutRecordBatchCommand' } },
  'iot-data-plane': { batches: {} },
};

/** https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-reusing-connections.html; every client has its own agent. */
function client(name: string, service: string): Library {
  const made = {
    creates: {
      personal: ['credentials', 'profile', 'token', 'endpoint'],
      what: `${service} client`,
      close: 'it.destroy()',
      cost: 'keeps its own HTTPS connections open',
    },
    bounds,
  };
  const send = { starts: { what: 'request', signal: { argument: 1, option: 'abortSignal' } }, waits, commands: others[name] ?? commands };
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
export const apigatewaymanagementapi = client('apigatewaymanagementapi', 'ApiGatewayManagementApi');
export const athena = client('athena', 'Athena');
export const batch = client('batch', 'Batch');
export const bedrockAgentRuntime = client('bedrock-agent-runtime', 'BedrockAgentRuntime');
export const bedrockRuntime = client('bedrock-runtime', 'BedrockRuntime');
export const cloudfront = client('cloudfront', 'CloudFront');
export const cloudwatch = client('cloudwatch', 'CloudWatch');
export const cloudwatchLogs = client('cloudwatch-logs', 'CloudWatchLogs');
export const cognitoIdentity = client('cognito-identity', 'CognitoIdentity');
export const cognitoIdentityProvider = client('cognito-identity-provider', 'CognitoIdentityProvider');
export const comprehend = client('comprehend', 'Comprehend');
export const dynamodb = client('dynamodb', 'DynamoDB');
export const ec2 = client('ec2', 'EC2');
export const ecs = client('ecs', 'ECS');
export const eventbridge = client('eventbridge', 'EventBridge');
export const firehose = client('firehose', 'Firehose');
export const glue = client('glue', 'Glue');
export const iam = client('iam', 'IAM');
export const iotDataPlane = client('iot-data-plane', 'IoTDataPlane');
export const kinesis = client('kinesis', 'Kinesis');
export const kms = client('kms', 'KMS');
export const lambda = client('lambda', 'Lambda');
/** https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/s3/command/GetObjectCommand/ */
const loads: Loads = { what: 'object', instead: 'it.transformToWebStream()', streams: true };
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
export const location = client('location', 'Location');
export const mediaconvert = client('mediaconvert', 'MediaConvert');
export const opensearch = client('opensearch', 'OpenSearch');
export const pinpoint = client('pinpoint', 'Pinpoint');
export const polly = client('polly', 'Polly');
export const rdsData = client('rds-data', 'RDSData');
export const rekognition = client('rekognition', 'Rekognition');
export const route53 = client('route-53', 'Route53');
export const sagemakerRuntime = client('sagemaker-runtime', 'SageMakerRuntime');
export const scheduler = client('scheduler', 'Scheduler');
export const secretsManager = client('secrets-manager', 'SecretsManager');
export const ses = client('ses', 'SES');
export const sesv2 = client('sesv2', 'SESv2');
export const sfn = client('sfn', 'SFN');
export const sns = client('sns', 'SNS');
export const sqs = client('sqs', 'SQS');
export const ssm = client('ssm', 'SSM');
export const sts = client('sts', 'STS');
export const textract = client('textract', 'Textract');
export const timestreamQuery = client('timestream-query', 'TimestreamQuery');
export const timestreamWrite = client('timestream-write', 'TimestreamWrite');
export const transcribe = client('transcribe', 'Transcribe');
export const translate = client('translate', 'Translate');
