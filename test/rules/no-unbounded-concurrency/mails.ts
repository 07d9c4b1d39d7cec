// untyped
import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import nodemailer from 'nodemailer';
import { Resend } from 'resend';
import { firstValueFrom, lastValueFrom, map } from 'rxjs';
import { request } from 'undici';

interface Guest {
  email: string;
  feed: string;
}

const transport = nodemailer.createTransport({ host: process.env['SMTP_HOST'], pool: true });
const resend = new Resend(process.env['RESEND_KEY']);

export async function invite(guests: Guest[], html: string): Promise<void> {
  await Promise.all(guests.map(({ email: to }) => transport.sendMail({ to, html }))); // want requests
}

export async function remind(guests: Guest[]): Promise<unknown> {
  const sent = guests.map(async ({ email: to }) => {
    await resend.emails.send({ from: 'us@example.org', to, subject: 'Tomorrow', text: 'See you.' });
  });
  return Promise.allSettled(sent); // want requests
}

// One after the other is how mails are sent.
export async function inTurn(guests: Guest[], html: string): Promise<void> {
  for (const { email: to } of guests) await transport.sendMail({ to, html });
}

export async function toAdmins(html: string): Promise<void> {
  await Promise.all(['ops@example.org', 'dev@example.org'].map(to => transport.sendMail({ to, html })));
}

@Injectable()
export class Feeds {
  constructor(private readonly http: HttpService) {}

  read(guests: Guest[]): Promise<unknown[]> {
    return Promise.all(guests.map(({ feed }) => lastValueFrom(this.http.get(feed).pipe(map(({ data }) => data))))); // want requests
  }

  async post(guests: Guest[], body: object): Promise<void> {
    await Promise.all(guests.map(async guest => { // want requests
      await firstValueFrom(this.http.post(guest.feed, body));
    }));
  }
}

export async function notify(hooks: Record<string, string>, body: string): Promise<number[]> {
  return Promise.all(Object.values(hooks).map(async hook => { // want requests
    const answer = await request(hook, { method: 'POST', body });
    await answer.body.dump();
    return answer.statusCode;
  }));
}

// Plug-ins are few, and ask nobody.
export async function runHooks(hooks: ((guest: Guest) => Promise<void>)[], guest: Guest): Promise<void> {
  await Promise.all(hooks.map(hook => hook(guest)));
}
