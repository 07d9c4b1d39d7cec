// untyped
import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import { booksOf } from './books.ts';

const Author = Type.Object({ author: Type.String() });
const Books = Type.Array(Type.Object({ title: Type.String() }));

export function build(): unknown {
  const app = Fastify().withTypeProvider<TypeBoxTypeProvider>();

  app.get('/books', { schema: { querystring: Author } }, async request => { // want generic
    const books = await booksOf(request.query.author);
    return { count: books.length, books };
  });

  app.get('/titles', { schema: { querystring: Author, response: { 200: Books } } }, async request => {
    const books = await booksOf(request.query.author);
    return books.map(({ title }) => ({ title }));
  });

  return app;
}
