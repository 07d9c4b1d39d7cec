interface Mailer {
  send(text: string): Promise<void>;
  name: string;
}

// What is given others to work with is a part of the program: there is one of it, mostly.
export class Digests {
  private texts: string[] = [];

  constructor(private readonly mailer: Mailer) {
    setInterval(() => void this.flush(), 60_000); // want unclosed potential
  }

  add(text: string): void {
    this.texts = [...this.texts.slice(-99), text];
  }

  private async flush(): Promise<void> {
    const text = this.texts.join('\n');
    this.texts = [];
    await this.mailer.send(text);
  }
}

export class Reports {
  private readonly out: Mailer;

  constructor(mailer: Mailer) {
    this.out = mailer;
    setInterval(() => void this.out.send('alive'), 60_000); // want unclosed potential
  }
}

// Of what is given values there are as many as somebody makes.
export class Window {
  private count = 0;

  constructor(private readonly limit: number, private readonly names: string[]) {
    setInterval(() => { // want unclosed
      this.count = 0;
    }, 60_000);
  }

  take(name: string): boolean {
    this.count += 1;
    return this.names.includes(name.trim()) && this.count <= this.limit;
  }
}

export class Label {
  private text = '';

  constructor(private readonly mailer: Mailer) {
    setInterval(() => { // want unclosed
      this.text = this.mailer.name;
    }, 1_000);
  }

  get(): string {
    return this.text;
  }
}
