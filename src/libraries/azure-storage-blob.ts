import { library, type Facts } from '../library.ts';
import { methods } from './chain.ts';

const blob = 'BlobClient()';
const loads: Facts = { loads: { what: 'object' } };
const sends: Facts = { sends: { to: 'server' } };

/**
 * https://learn.microsoft.com/azure/storage/blobs/storage-blob-javascript-get-started; the clients of one process share their connections.
 * A client of one container or blob is light, and meant to be got from this one.
 */
export default library('@azure/storage-blob', {
  'BlobServiceClient.fromConnectionString()': {
    creates: { personal: true, what: 'blob service client', cost: 'builds its own request pipeline' },
  },
  'BlobServiceClient()': 'BlobServiceClient.fromConnectionString()',
  'BlobServiceClient.fromConnectionString().getContainerClient()': 'ContainerClient()',
  'ContainerClient().getBlobClient()': blob,
  'ContainerClient().getBlockBlobClient()': blob,
  'BlockBlobClient()': blob,
  'BlobClient().downloadToBuffer()': loads,
  ...methods('BlobClient()', ['upload', 'uploadData'], sends),
});
