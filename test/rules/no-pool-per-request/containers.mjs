import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
import { Container } from 'inversify';
import { asValue, createContainer } from 'awilix';
import { wireServices } from './services.mjs';
import { Env } from './env.mjs';
import { names } from './names.mjs';

export class ContainerLoader {
  async load() {
    const env = new Env();
    const container = new Container();
    const config = { region: env.get('AWS_REGION') };
    container.bind(names.events).toConstantValue(new SNSClient(config)); // want perCall potential
    if (env.get('QUEUE_URL')) {
      const queue = new SQSClient({ region: env.get('QUEUE_REGION') }); // want perCall potential
      container.bind(names.queue).toConstantValue(queue);
    }
    return container;
  }
}

export function wire(region) {
  const container = createContainer();
  container.register({ files: asValue(new S3Client({ region })) });
  wireServices(container);
  return container;
}

export class Tracing {
  /** @param {ServiceRegistry} registry */
  install(registry) {
    registry.provideAs('files', new S3Client({ region: 'eu-central-1' })); // want perCall potential
  }
}

export async function keepFile(name, body) {
  const files = new S3Client({ region: 'eu-central-1' }); // want perCall
  await files.send(new PutObjectCommand({ Bucket: 'files', Key: name, Body: body }));
}
