// untyped
import { Body, Controller, Post, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor, FilesInterceptor } from '@nestjs/platform-express';
import { memoryStorage } from 'multer';
import type { Invoices } from './invoices.ts';

@Controller('invoices')
export class InvoiceController {
  constructor(private readonly invoices: Invoices) {}

  // `MulterModule.register()` may have set limits for all of them.
  @Post()
  @UseInterceptors(FileInterceptor('scan')) // want unlimited potential
  upload(@UploadedFile() scan: Express.Multer.File, @Body('number') number: string) {
    return this.invoices.attach(number, scan.buffer);
  }

  @Post('batch')
  @UseInterceptors(FilesInterceptor('scans', 20, { storage: memoryStorage(), limits: { fileSize: 5 * 1024 * 1024 } }))
  batch(@Body('numbers') numbers: string[]) {
    return this.invoices.expect(numbers);
  }

  @Post('archive')
  @UseInterceptors(FileInterceptor('archive', { limits: { fileSize: 500 * 1024 * 1024 } })) // want raised
  archive(@UploadedFile() archive: Express.Multer.File) {
    return this.invoices.unpack(archive.buffer);
  }
}
