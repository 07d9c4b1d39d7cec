// untyped
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { PrismaClient } from '@prisma/client';
import { BaseEntity, DataSource, In, Repository } from 'typeorm';
import { Author, Book, Review } from './entities';

class Shelf extends BaseEntity {
  declare id: number;
}

@Injectable()
export class BookService {
  constructor(
    @InjectRepository(Book) private readonly books: Repository<Book>,
    private readonly source: DataSource,
    private readonly prisma: PrismaClient,
  ) {}

  async withAuthors(ids: number[]): Promise<unknown[]> {
    const found: unknown[] = [];
    for (const id of ids) {
      const book = await this.books.findOne({ where: { id }, relations: ['author'] }); // want inTurn
      if (book) found.push(book);
    }
    return found;
  }

  async atOnce(ids: number[]): Promise<Book[]> {
    return this.books.find({ where: { id: In(ids) } });
  }

  async rate(reviews: Review[]): Promise<void> {
    for (const review of reviews) {
      await this.books.save(review); // want inTurn
    }
    await Promise.all(reviews.map(review => this.source.getRepository(Review).insert(review))); // want together
    for (const review of reviews) {
      const count = await this.source.getRepository(Review).createQueryBuilder('r') // want inTurn
        .where('r.bookId = :id', { id: review.bookId })
        .getCount();
      review.count = count;
    }
  }

  private async author(id: number): Promise<Author | null> {
    return this.source.manager.findOneBy(Author, { id });
  }

  async authors(books: Book[]): Promise<(Author | null)[]> {
    const authors: (Author | null)[] = [];
    for (const book of books) authors.push(await this.author(book.authorId)); // want through
    return authors;
  }

  async shelves(ids: number[]): Promise<void> {
    for (const id of ids) {
      const shelf = await Shelf.findOneBy({ id }); // want inTurn
      console.info(shelf);
    }
  }

  async posts(users: { id: string; name: string }[]): Promise<unknown> {
    for (const user of users) {
      await this.prisma.user.create({ data: { id: user.id, name: user.name } }); // want inTurn
    }
    for (const user of users) {
      await this.prisma.user.update({ where: { id: user.id }, data: { name: user.name } }); // want inTurn
    }
    for (const user of users) {
      await this.prisma.$executeRaw`UPDATE users SET seen = now() WHERE id = ${user.id}`; // want inTurn
    }
    return Promise.all(users.map(user => this.prisma.post.count({ where: { authorId: user.id } }))); // want together
  }

  /** The client gathers these by itself. */
  async users(ids: string[]): Promise<unknown> {
    return Promise.all(ids.map(id => this.prisma.user.findUnique({ where: { id } })));
  }

  async reorder(items: { id: string }[]): Promise<void> {
    await this.prisma.$transaction(items.map((item, position) => this.prisma.item.update({ where: { id: item.id }, data: { position } })));
    const updates = items.map(item => this.prisma.item.update({ where: { id: item.id }, data: { seen: true } }));
    await this.prisma.$transaction(updates);
  }

  async batches(chunks: string[][]): Promise<void> {
    for (const ids of chunks) await this.prisma.item.deleteMany({ where: { id: { in: ids } } });
  }
}
