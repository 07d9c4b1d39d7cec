// untyped
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

/** The client is there to find out what is kept from then on. */
export class Account {
  private arn: string | undefined;
  private isBusy = false;

  async arnOf(): Promise<string> {
    if (this.arn) {
      return this.arn;
    } else {
      const sts = new STSClient({ region: 'eu-west-1' });
      const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
      this.arn = Arn ?? '';
      return this.arn;
    }
  }

  async prefixOf(): Promise<string> {
    if (this.arn) return this.arn.slice(0, 20);
    const sts = new STSClient({ region: 'eu-west-1' });
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    this.arn = Arn ?? '';
    return this.arn.slice(0, 20);
  }

  // One at a time, and each time anew.
  async ping(region: string): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    const sts = new STSClient({ region: region === '' ? 'eu-west-1' : 'eu-central-1' }); // want perCall
    await sts.send(new GetCallerIdentityCommand({}));
    this.isBusy = false;
  }

  // Until it is closed, each time anew.
  async checkWhileOpen(): Promise<string> {
    if (this.isBusy) throw new Error('closed');
    const sts = new STSClient({ region: 'eu-central-1' }); // want perCall
    process.once('SIGTERM', () => { this.isBusy = true; });
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    return Arn ?? '';
  }

  // Where it is known nothing is kept.
  async check(): Promise<string> {
    if (this.arn) return this.arn;
    const sts = new STSClient({ region: 'eu-central-1' }); // want perCall
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    return Arn ?? '';
  }
}
