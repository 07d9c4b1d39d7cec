export function pipeTo(source, sink) {
  const onData = chunk => {
    if (!sink.write(chunk)) source.pause();
  };
  const cleanUp = () => {
    source.off('data', onData);
    source.off('end', cleanUp);
    sink.off('drain', source.resume); // want bound
  };
  source.on('data', onData);
  source.on('end', cleanUp);
  sink.on('drain', source.resume.bind(source));
}

export class Tail {
  constructor(file) {
    this.file = file;
    this.onLine = line => console.info(line);
  }

  start() {
    this.file.on('line', this.onLine);
    this.file.on('close', () => this.stop());
  }

  stop() {
    this.file.off('line', this.onLine);
  }
}
