import fs from 'node:fs';
import path from 'node:path';
import tmp from 'tmp';

/** Whoever gets the path may delete what it leads to. */
export const createFile = (options: tmp.FileOptions): Promise<string> =>
  new Promise((resolve, reject) => {
    tmp.file(options, (error, file) => (error ? reject(error) : resolve(file)));
  });

export const writeReport = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    tmp.file({ postfix: '.csv' }, (error, file) => {
      if (error) return reject(error);
      fs.writeFile(file, text, failure => (failure ? reject(failure) : resolve(file)));
    });
  });

/** The path of the file in it is not that of the directory. */
export const writeInDirectory = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    tmp.dir((error, directory) => { // want never
      if (error) return reject(error);
      const file = path.join(directory, 'report.csv');
      fs.writeFile(file, text, failure => (failure ? reject(failure) : resolve(file)));
    });
  });

export function writeAndDelete(text: string): void {
  tmp.file((error, _file, descriptor, remove) => {
    if (error) throw error;
    fs.writeSync(descriptor, text);
    remove();
  });
}

export function writeAndUnlink(text: string): void {
  tmp.file((error, file) => {
    if (error) throw error;
    fs.writeFileSync(file, text);
    fs.unlinkSync(file);
  });
}

export function writeAndForget(text: string): void {
  tmp.file((error, file) => { // want never
    if (error) throw error;
    fs.writeFileSync(file, text);
  });
}
