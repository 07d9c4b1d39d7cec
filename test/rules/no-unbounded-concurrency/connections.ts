import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { Pool } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';

class User {
  id!: string;
  roleId!: string;
}

class Role {
  id!: string;
}

const pool = new Pool();
const dynamo = new DynamoDBClient({});

/** One connection takes them one after the other. */
export async function countRoles(roles: Role[], queryRunner: QueryRunner): Promise<number[]> {
  return Promise.all(roles.map(async role => {
    const users = await queryRunner.manager.findBy(User, { roleId: role.id });
    return users.length;
  }));
}

export async function countEach(roles: Role[], source: DataSource): Promise<number[]> {
  return Promise.all(roles.map(async role => { // want queries
    const users = await source.manager.findBy(User, { roleId: role.id });
    return users.length;
  }));
}

export async function ordersOf(users: User[]): Promise<unknown[]> {
  return Promise.all(users.map(user => pool.query('SELECT * FROM orders WHERE user_id = $1', [user.id]))); // want queries
}

/** As many as there are tables. */
export async function describeAll(): Promise<unknown[]> {
  const { TableNames = [] } = await dynamo.send(new ListTablesCommand({}));
  const listed = { tableNames: TableNames };
  return Promise.all(listed.tableNames.map(name => dynamo.send(new DescribeTableCommand({ TableName: name }))));
}

export async function describeEach(names: string[]): Promise<unknown[]> {
  return Promise.all(names.map(name => dynamo.send(new DescribeTableCommand({ TableName: name })))); // want requests
}
